# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'decision.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QFrame, QHBoxLayout,
    QLabel, QScrollArea, QSizePolicy, QSpacerItem,
    QStackedWidget, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.message_bar import MessageBar

class Ui_Decision(object):
    def setupUi(self, Decision: QDialog) -> None:
        if not Decision.objectName():
            Decision.setObjectName(u"Decision")
        self.whole = QVBoxLayout(Decision)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.top = QFrame(Decision)
        self.top.setObjectName(u"top")
        self.top.setProperty(u"surface", u"topbar")
        self.head = QVBoxLayout(self.top)
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(24, 16, 24, 14)
        self.title = QLabel(self.top)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)
        self.title.setProperty(u"kind", u"h1")

        self.head.addWidget(self.title)

        self.about = QLabel(self.top)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setProperty(u"kind", u"body2")

        self.head.addWidget(self.about)

        self.message = MessageBar(self.top)
        self.message.setObjectName(u"message")

        self.head.addWidget(self.message)


        self.whole.addWidget(self.top)

        self.pages = QStackedWidget(Decision)
        self.pages.setObjectName(u"pages")
        self.pages.setProperty(u"surface", u"app")
        self.scroll = QScrollArea()
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidgetResizable(True)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.inner.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(self.inner)
        self.down.setSpacing(16)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(24, 16, 24, 16)
        self.scroll.setWidget(self.inner)
        self.pages.addWidget(self.scroll)
        self.scrollDone = QScrollArea()
        self.scrollDone.setObjectName(u"scrollDone")
        self.scrollDone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrollDone.setWidgetResizable(True)
        self.innerDone = QWidget()
        self.innerDone.setObjectName(u"innerDone")
        self.innerDone.setProperty(u"surface", u"clear")
        self.done = QVBoxLayout(self.innerDone)
        self.done.setObjectName(u"done")
        self.done.setContentsMargins(24, 20, 24, 20)
        self.scrollDone.setWidget(self.innerDone)
        self.pages.addWidget(self.scrollDone)

        self.whole.addWidget(self.pages)

        self.bottom = QFrame(Decision)
        self.bottom.setObjectName(u"bottom")
        self.bottom.setProperty(u"surface", u"bottombar")
        self.foot = QVBoxLayout(self.bottom)
        self.foot.setSpacing(10)
        self.foot.setObjectName(u"foot")
        self.foot.setContentsMargins(24, 12, 24, 12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.later = Button(self.bottom)
        self.later.setObjectName(u"later")

        self.buttons.addWidget(self.later)

        self.between = QSpacerItem(8, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.between)

        self.cancel = Button(self.bottom)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.verb = Button(self.bottom)
        self.verb.setObjectName(u"verb")
        self.verb.setProperty(u"kind", u"primary")

        self.buttons.addWidget(self.verb)


        self.foot.addLayout(self.buttons)


        self.whole.addWidget(self.bottom)

        self.whole.setStretch(1, 1)

        self.retranslateUi(Decision)

        QMetaObject.connectSlotsByName(Decision)
    # setupUi

    def retranslateUi(self, Decision: QDialog) -> None:
        Decision.setWindowTitle(QCoreApplication.translate("Decision", u"Inled utredning och anm\u00e4l", None))
        self.title.setText(QCoreApplication.translate("Decision", u"Inled utredning och anm\u00e4l", None))
        self.later.setText(QCoreApplication.translate("Decision", u"Spara beslutet, anm\u00e4l senare", None))
        self.cancel.setText(QCoreApplication.translate("Decision", u"Avbryt", None))
        self.verb.setText(QCoreApplication.translate("Decision", u"F\u00f6rsegla", None))
    # retranslateUi

