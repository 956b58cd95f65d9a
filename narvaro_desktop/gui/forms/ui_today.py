# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'today.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from narvaro_desktop.gui.widgets.card import Card

class Ui_Today(object):
    def setupUi(self, Today: QWidget) -> None:
        if not Today.objectName():
            Today.setObjectName(u"Today")
        self.whole = QVBoxLayout(Today)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.reminders = Card(Today)
        self.reminders.setObjectName(u"reminders")

        self.whole.addWidget(self.reminders)

        self.nothing = Card(Today)
        self.nothing.setObjectName(u"nothing")

        self.whole.addWidget(self.nothing)

        self.work = QWidget(Today)
        self.work.setObjectName(u"work")
        self.workColumn = QVBoxLayout(self.work)
        self.workColumn.setSpacing(16)
        self.workColumn.setObjectName(u"workColumn")
        self.workColumn.setContentsMargins(0, 0, 0, 0)
        self.waiting = Card(self.work)
        self.waiting.setObjectName(u"waiting")

        self.workColumn.addWidget(self.waiting)

        self.needed = Card(self.work)
        self.needed.setObjectName(u"needed")

        self.workColumn.addWidget(self.needed)

        self.due = Card(self.work)
        self.due.setObjectName(u"due")

        self.workColumn.addWidget(self.due)

        self.team = Card(self.work)
        self.team.setObjectName(u"team")

        self.workColumn.addWidget(self.team)

        self.heard = Card(self.work)
        self.heard.setObjectName(u"heard")

        self.workColumn.addWidget(self.heard)

        self.workEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.workColumn.addItem(self.workEnd)

        self.workColumn.setStretch(5, 1)

        self.whole.addWidget(self.work)

        self.news = QWidget(Today)
        self.news.setObjectName(u"news")
        self.newsColumn = QVBoxLayout(self.news)
        self.newsColumn.setSpacing(16)
        self.newsColumn.setObjectName(u"newsColumn")
        self.newsColumn.setContentsMargins(0, 0, 0, 0)
        self.proposed = Card(self.news)
        self.proposed.setObjectName(u"proposed")

        self.newsColumn.addWidget(self.proposed)

        self.classes = Card(self.news)
        self.classes.setObjectName(u"classes")

        self.newsColumn.addWidget(self.classes)

        self.newsEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.newsColumn.addItem(self.newsEnd)

        self.newsColumn.setStretch(2, 1)

        self.whole.addWidget(self.news)


        self.retranslateUi(Today)

        QMetaObject.connectSlotsByName(Today)
    # setupUi

    def retranslateUi(self, Today: QWidget) -> None:
        pass
    # retranslateUi

