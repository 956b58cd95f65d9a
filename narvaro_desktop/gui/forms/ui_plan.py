# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'plan.ui'
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

from narvaro_desktop.gui.widgets.message_bar import MessageBar
class Ui_Plan(object):
    def setupUi(self, Plan: QWidget) -> None:
        if not Plan.objectName():
            Plan.setObjectName(u"Plan")
        Plan.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(Plan)
        self.down.setSpacing(16)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(0, 0, 0, 0)
        self.bar = MessageBar(Plan)
        self.bar.setObjectName(u"bar")

        self.down.addWidget(self.bar)

        self.columns = QVBoxLayout()
        self.columns.setObjectName(u"columns")

        self.down.addLayout(self.columns)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.down.addItem(self.rest)


        self.retranslateUi(Plan)

        QMetaObject.connectSlotsByName(Plan)
    # setupUi

    def retranslateUi(self, Plan: QWidget) -> None:
        pass
    # retranslateUi

