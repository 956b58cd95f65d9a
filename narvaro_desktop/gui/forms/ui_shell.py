# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'shell.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QMainWindow, QSizePolicy,
    QStackedWidget, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.practice_bar import PracticeBar
from narvaro_desktop.gui.widgets.sidebar import Sidebar
from narvaro_desktop.gui.widgets.top_bar import TopBar
class Ui_Shell(object):
    def setupUi(self, Shell: QMainWindow) -> None:
        if not Shell.objectName():
            Shell.setObjectName(u"Shell")
        self.centre = QWidget(Shell)
        self.centre.setObjectName(u"centre")
        self.across = QHBoxLayout(self.centre)
        self.across.setSpacing(0)
        self.across.setObjectName(u"across")
        self.across.setContentsMargins(0, 0, 0, 0)
        self.sidebar = Sidebar(self.centre)
        self.sidebar.setObjectName(u"sidebar")

        self.across.addWidget(self.sidebar)

        self.down = QVBoxLayout()
        self.down.setSpacing(0)
        self.down.setObjectName(u"down")
        self.practice = PracticeBar(self.centre)
        self.practice.setObjectName(u"practice")

        self.down.addWidget(self.practice)

        self.topBar = TopBar(self.centre)
        self.topBar.setObjectName(u"topBar")

        self.down.addWidget(self.topBar)

        self.guide = GuideStrip(self.centre)
        self.guide.setObjectName(u"guide")

        self.down.addWidget(self.guide)

        self.messageBar = MessageBar(self.centre)
        self.messageBar.setObjectName(u"messageBar")

        self.down.addWidget(self.messageBar)

        self.pages = QStackedWidget(self.centre)
        self.pages.setObjectName(u"pages")

        self.down.addWidget(self.pages)

        self.down.setStretch(4, 1)

        self.across.addLayout(self.down)

        self.across.setStretch(1, 1)
        Shell.setCentralWidget(self.centre)

        self.retranslateUi(Shell)

        QMetaObject.connectSlotsByName(Shell)
    # setupUi

    def retranslateUi(self, Shell: QMainWindow) -> None:
        Shell.setWindowTitle(QCoreApplication.translate("Shell", u"N\u00e4rvaro", None))
    # retranslateUi

