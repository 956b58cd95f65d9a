# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'key_cards.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.text import Words
class Ui_KeyCards(object):
    def setupUi(self, KeyCards: QWidget) -> None:
        if not KeyCards.objectName():
            KeyCards.setObjectName(u"KeyCards")
        self.whole = QVBoxLayout(KeyCards)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.own = QFrame(KeyCards)
        self.own.setObjectName(u"own")
        self.own.setProperty(u"surface", u"card")
        self.ownColumn = QVBoxLayout(self.own)
        self.ownColumn.setSpacing(12)
        self.ownColumn.setObjectName(u"ownColumn")
        self.ownColumn.setContentsMargins(20, 14, 20, 16)
        self.ownTitle = Words(self.own)
        self.ownTitle.setObjectName(u"ownTitle")
        self.ownTitle.setProperty(u"kind", u"h2")
        self.ownTitle.setWordWrap(True)
        self.ownTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.ownColumn.addWidget(self.ownTitle)

        self.ownName = Words(self.own)
        self.ownName.setObjectName(u"ownName")
        self.ownName.setText(u"")
        self.ownName.setProperty(u"kind", u"strong")
        self.ownName.setWordWrap(True)
        self.ownName.setTextFormat(Qt.TextFormat.PlainText)

        self.ownColumn.addWidget(self.ownName)

        self.ownFacts = Words(self.own)
        self.ownFacts.setObjectName(u"ownFacts")
        self.ownFacts.setText(u"")
        self.ownFacts.setProperty(u"kind", u"body2")
        self.ownFacts.setWordWrap(True)
        self.ownFacts.setTextFormat(Qt.TextFormat.PlainText)

        self.ownColumn.addWidget(self.ownFacts)

        self.numberPart = QWidget(self.own)
        self.numberPart.setObjectName(u"numberPart")
        self.numberPartColumn = QVBoxLayout(self.numberPart)
        self.numberPartColumn.setSpacing(12)
        self.numberPartColumn.setObjectName(u"numberPartColumn")
        self.numberPartColumn.setContentsMargins(0, 0, 0, 0)
        self.numberLead = Words(self.numberPart)
        self.numberLead.setObjectName(u"numberLead")
        self.numberLead.setProperty(u"kind", u"body")
        self.numberLead.setWordWrap(True)
        self.numberLead.setTextFormat(Qt.TextFormat.PlainText)

        self.numberPartColumn.addWidget(self.numberLead)

        self.numberSlot = QVBoxLayout()
        self.numberSlot.setSpacing(12)
        self.numberSlot.setObjectName(u"numberSlot")
        self.numberSlot.setContentsMargins(0, 0, 0, 0)

        self.numberPartColumn.addLayout(self.numberSlot)

        self.numberLine = QHBoxLayout()
        self.numberLine.setSpacing(8)
        self.numberLine.setObjectName(u"numberLine")
        self.numberLine.setContentsMargins(0, 0, 0, 0)
        self.keepNumber = Button(self.numberPart)
        self.keepNumber.setObjectName(u"keepNumber")
        self.keepNumber.setProperty(u"iconName", u"key-round")

        self.numberLine.addWidget(self.keepNumber)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.numberLine.addItem(self.spacerItem)


        self.numberPartColumn.addLayout(self.numberLine)


        self.ownColumn.addWidget(self.numberPart)

        self.ownPart = QWidget(self.own)
        self.ownPart.setObjectName(u"ownPart")
        self.ownPartColumn = QVBoxLayout(self.ownPart)
        self.ownPartColumn.setSpacing(12)
        self.ownPartColumn.setObjectName(u"ownPartColumn")
        self.ownPartColumn.setContentsMargins(0, 0, 0, 0)
        self.digitsFrame = QFrame(self.ownPart)
        self.digitsFrame.setObjectName(u"digitsFrame")
        self.digitsFrame.setProperty(u"surface", u"subtle")
        self.digitsFrameColumn = QVBoxLayout(self.digitsFrame)
        self.digitsFrameColumn.setSpacing(8)
        self.digitsFrameColumn.setObjectName(u"digitsFrameColumn")
        self.digitsFrameColumn.setContentsMargins(16, 12, 16, 12)
        self.digitsLead = Words(self.digitsFrame)
        self.digitsLead.setObjectName(u"digitsLead")
        self.digitsLead.setProperty(u"kind", u"caption")
        self.digitsLead.setWordWrap(True)
        self.digitsLead.setTextFormat(Qt.TextFormat.PlainText)

        self.digitsFrameColumn.addWidget(self.digitsLead)

        self.digits = QHBoxLayout()
        self.digits.setSpacing(20)
        self.digits.setObjectName(u"digits")
        self.digits.setContentsMargins(0, 0, 0, 0)

        self.digitsFrameColumn.addLayout(self.digits)


        self.ownPartColumn.addWidget(self.digitsFrame)

        self.ownButtons = QHBoxLayout()
        self.ownButtons.setSpacing(8)
        self.ownButtons.setObjectName(u"ownButtons")
        self.ownButtons.setContentsMargins(0, 0, 0, 0)
        self.saveCard = Button(self.ownPart)
        self.saveCard.setObjectName(u"saveCard")
        self.saveCard.setProperty(u"iconName", u"file-down")

        self.ownButtons.addWidget(self.saveCard)

        self.saveSheet = Button(self.ownPart)
        self.saveSheet.setObjectName(u"saveSheet")
        self.saveSheet.setProperty(u"iconName", u"printer")

        self.ownButtons.addWidget(self.saveSheet)

        self.spacerItem1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ownButtons.addItem(self.spacerItem1)


        self.ownPartColumn.addLayout(self.ownButtons)

        self.ownText = Words(self.ownPart)
        self.ownText.setObjectName(u"ownText")
        self.ownText.setProperty(u"kind", u"caption")
        self.ownText.setWordWrap(True)
        self.ownText.setTextFormat(Qt.TextFormat.PlainText)

        self.ownPartColumn.addWidget(self.ownText)


        self.ownColumn.addWidget(self.ownPart)


        self.whole.addWidget(self.own)

        self.others = QFrame(KeyCards)
        self.others.setObjectName(u"others")
        self.others.setProperty(u"surface", u"card")
        self.othersColumn = QVBoxLayout(self.others)
        self.othersColumn.setSpacing(12)
        self.othersColumn.setObjectName(u"othersColumn")
        self.othersColumn.setContentsMargins(20, 14, 20, 16)
        self.othersTop = QHBoxLayout()
        self.othersTop.setSpacing(12)
        self.othersTop.setObjectName(u"othersTop")
        self.othersTop.setContentsMargins(0, 0, 0, 0)
        self.othersTitle = Words(self.others)
        self.othersTitle.setObjectName(u"othersTitle")
        self.othersTitle.setProperty(u"kind", u"h2")
        self.othersTitle.setWordWrap(True)
        self.othersTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.othersTop.addWidget(self.othersTitle)

        self.spacerItem2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.othersTop.addItem(self.spacerItem2)

        self.readIn = Button(self.others)
        self.readIn.setObjectName(u"readIn")
        self.readIn.setProperty(u"iconName", u"upload")

        self.othersTop.addWidget(self.readIn)


        self.othersColumn.addLayout(self.othersTop)

        self.othersNone = Words(self.others)
        self.othersNone.setObjectName(u"othersNone")
        self.othersNone.setProperty(u"kind", u"body2")
        self.othersNone.setWordWrap(True)
        self.othersNone.setTextFormat(Qt.TextFormat.PlainText)

        self.othersColumn.addWidget(self.othersNone)

        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)

        self.othersColumn.addLayout(self.rows)


        self.whole.addWidget(self.others)


        self.retranslateUi(KeyCards)

        QMetaObject.connectSlotsByName(KeyCards)
    # setupUi

    def retranslateUi(self, KeyCards: QWidget) -> None:
        self.ownTitle.setText(QCoreApplication.translate("KeyCards", u"V\u00e5rt kontaktkort", None))
        self.numberLead.setText(QCoreApplication.translate("KeyCards", u"Kortet g\u00f6rs n\u00e4r ert nummer \u00e4r skrivet. Det skrivs en g\u00e5ng.", None))
        self.keepNumber.setText(QCoreApplication.translate("KeyCards", u"G\u00f6r kontaktkortet", None))
        self.digitsLead.setText(QCoreApplication.translate("KeyCards", u"Kontrollsiffror: l\u00e4ses upp f\u00f6r den som ringer", None))
        self.saveCard.setText(QCoreApplication.translate("KeyCards", u"Spara kontaktkortet \u2026", None))
        self.saveSheet.setText(QCoreApplication.translate("KeyCards", u"Spara bladet med siffror \u2026", None))
        self.ownText.setText(QCoreApplication.translate("KeyCards", u"Skicka filen till dem som ska l\u00e4sa in den, p\u00e5 vilket s\u00e4tt som helst. Inget i den \u00e4r hemligt. N\u00e4r de ringer er l\u00e4ser ni upp siffrorna.", None))
        self.othersTitle.setText(QCoreApplication.translate("KeyCards", u"Andras kontaktkort", None))
        self.readIn.setText(QCoreApplication.translate("KeyCards", u"L\u00e4s in kontaktkort \u2026", None))
        self.othersNone.setText(QCoreApplication.translate("KeyCards", u"H\u00e4r st\u00e5r kort som ni har l\u00e4st in. Ett kort anv\u00e4nds f\u00f6rst n\u00e4r siffrorna har kontrollerats i ett samtal.", None))
        pass
    # retranslateUi

