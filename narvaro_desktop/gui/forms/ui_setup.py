# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'setup.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.message_bar import MessageBar

class Ui_Setup(object):
    def setupUi(self, Setup: QWidget) -> None:
        if not Setup.objectName():
            Setup.setObjectName(u"Setup")
        Setup.setProperty(u"surface", u"app")
        self.whole = QVBoxLayout(Setup)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.bar = MessageBar(Setup)
        self.bar.setObjectName(u"bar")

        self.whole.addWidget(self.bar)

        self.scroll = QScrollArea(Setup)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.inner.setProperty(u"surface", u"clear")
        self.across = QHBoxLayout(self.inner)
        self.across.setSpacing(0)
        self.across.setObjectName(u"across")
        self.across.setContentsMargins(24, 28, 24, 24)
        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.across.addItem(self.spacerItem)

        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self.inner)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"kind", u"h1")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.title)

        self.lead = QLabel(self.inner)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"body2")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.lead)

        self.card = QFrame(self.inner)
        self.card.setObjectName(u"card")
        self.card.setProperty(u"surface", u"card")
        self.fields = QVBoxLayout(self.card)
        self.fields.setSpacing(18)
        self.fields.setObjectName(u"fields")
        self.fields.setContentsMargins(20, 18, 20, 20)

        self.column.addWidget(self.card)

        self.spacerItem1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.spacerItem1)


        self.across.addLayout(self.column)

        self.spacerItem2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.across.addItem(self.spacerItem2)

        self.across.setStretch(0, 1)
        self.across.setStretch(1, 100)
        self.across.setStretch(2, 1)
        self.scroll.setWidget(self.inner)

        self.whole.addWidget(self.scroll)

        self.bottom = QFrame(Setup)
        self.bottom.setObjectName(u"bottom")
        self.bottom.setProperty(u"surface", u"bottombar")
        self.line = QHBoxLayout(self.bottom)
        self.line.setSpacing(12)
        self.line.setObjectName(u"line")
        self.line.setContentsMargins(24, 12, 24, 12)
        self.back = Button(self.bottom)
        self.back.setObjectName(u"back")
        self.back.setProperty(u"kind", u"quiet")
        self.back.setProperty(u"iconName", u"arrow-left")

        self.line.addWidget(self.back)

        self.spacerItem3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.line.addItem(self.spacerItem3)

        self.working = QLabel(self.bottom)
        self.working.setObjectName(u"working")
        self.working.setProperty(u"kind", u"caption2")
        self.working.setWordWrap(False)
        self.working.setTextFormat(Qt.TextFormat.PlainText)

        self.line.addWidget(self.working)

        self.make = Button(self.bottom)
        self.make.setObjectName(u"make")
        self.make.setProperty(u"kind", u"primary")

        self.line.addWidget(self.make)


        self.whole.addWidget(self.bottom)

        self.whole.setStretch(1, 1)

        self.retranslateUi(Setup)

        self.make.setDefault(True)


        QMetaObject.connectSlotsByName(Setup)
    # setupUi

    def retranslateUi(self, Setup: QWidget) -> None:
        Setup.setWindowTitle(QCoreApplication.translate("Setup", u"Kom ig\u00e5ng \u2013 N\u00e4rvaro", None))
#if QT_CONFIG(accessibility)
        Setup.setAccessibleName(QCoreApplication.translate("Setup", u"Kom ig\u00e5ng", None))
#endif // QT_CONFIG(accessibility)
        self.title.setText(QCoreApplication.translate("Setup", u"Kom ig\u00e5ng med v\u00e5r skola", None))
        self.lead.setText(QCoreApplication.translate("Setup", u"Tre saker, sedan \u00e4r ni i g\u00e5ng. Resten fr\u00e5gar programmet om n\u00e4r det beh\u00f6vs.", None))
        self.back.setText(QCoreApplication.translate("Setup", u"Tillbaka", None))
        self.working.setText("")
        self.make.setText(QCoreApplication.translate("Setup", u"Skapa valvet", None))
    # retranslateUi

