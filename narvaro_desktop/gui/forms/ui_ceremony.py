# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'ceremony.ui'
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
class Ui_Ceremony(object):
    def setupUi(self, Ceremony: QWidget) -> None:
        if not Ceremony.objectName():
            Ceremony.setObjectName(u"Ceremony")
        self.whole = QVBoxLayout(Ceremony)
        self.whole.setSpacing(14)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.numberPart = QWidget(Ceremony)
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

        self.numberFields = QVBoxLayout()
        self.numberFields.setSpacing(12)
        self.numberFields.setObjectName(u"numberFields")
        self.numberFields.setContentsMargins(0, 0, 0, 0)

        self.numberPartColumn.addLayout(self.numberFields)


        self.whole.addWidget(self.numberPart)

        self.cardPart = QWidget(Ceremony)
        self.cardPart.setObjectName(u"cardPart")
        self.cardPartColumn = QVBoxLayout(self.cardPart)
        self.cardPartColumn.setSpacing(12)
        self.cardPartColumn.setObjectName(u"cardPartColumn")
        self.cardPartColumn.setContentsMargins(0, 0, 0, 0)
        self.cardLead = Words(self.cardPart)
        self.cardLead.setObjectName(u"cardLead")
        self.cardLead.setProperty(u"kind", u"body")
        self.cardLead.setWordWrap(True)
        self.cardLead.setTextFormat(Qt.TextFormat.PlainText)

        self.cardPartColumn.addWidget(self.cardLead)

        self.dropSlot = QVBoxLayout()
        self.dropSlot.setSpacing(12)
        self.dropSlot.setObjectName(u"dropSlot")
        self.dropSlot.setContentsMargins(0, 0, 0, 0)

        self.cardPartColumn.addLayout(self.dropSlot)

        self.cardFault = Words(self.cardPart)
        self.cardFault.setObjectName(u"cardFault")
        self.cardFault.setText(u"")
        self.cardFault.setProperty(u"kind", u"fault")
        self.cardFault.setWordWrap(True)
        self.cardFault.setTextFormat(Qt.TextFormat.PlainText)

        self.cardPartColumn.addWidget(self.cardFault)


        self.whole.addWidget(self.cardPart)

        self.callPart = QWidget(Ceremony)
        self.callPart.setObjectName(u"callPart")
        self.callPartColumn = QVBoxLayout(self.callPart)
        self.callPartColumn.setSpacing(12)
        self.callPartColumn.setObjectName(u"callPartColumn")
        self.callPartColumn.setContentsMargins(0, 0, 0, 0)
        self.who = QFrame(self.callPart)
        self.who.setObjectName(u"who")
        self.who.setProperty(u"surface", u"subtle")
        self.whoColumn = QVBoxLayout(self.who)
        self.whoColumn.setSpacing(6)
        self.whoColumn.setObjectName(u"whoColumn")
        self.whoColumn.setContentsMargins(16, 12, 16, 12)
        self.whoLead = Words(self.who)
        self.whoLead.setObjectName(u"whoLead")
        self.whoLead.setProperty(u"kind", u"caption")
        self.whoLead.setWordWrap(True)
        self.whoLead.setTextFormat(Qt.TextFormat.PlainText)

        self.whoColumn.addWidget(self.whoLead)

        self.whoName = Words(self.who)
        self.whoName.setObjectName(u"whoName")
        self.whoName.setText(u"")
        self.whoName.setProperty(u"kind", u"h2")
        self.whoName.setWordWrap(True)
        self.whoName.setTextFormat(Qt.TextFormat.PlainText)

        self.whoColumn.addWidget(self.whoName)

        self.whoNumber = Words(self.who)
        self.whoNumber.setObjectName(u"whoNumber")
        self.whoNumber.setText(u"")
        self.whoNumber.setProperty(u"kind", u"body2")
        self.whoNumber.setWordWrap(True)
        self.whoNumber.setTextFormat(Qt.TextFormat.PlainText)

        self.whoColumn.addWidget(self.whoNumber)


        self.callPartColumn.addWidget(self.who)

        self.callLead = Words(self.callPart)
        self.callLead.setObjectName(u"callLead")
        self.callLead.setText(u"")
        self.callLead.setProperty(u"kind", u"strong")
        self.callLead.setWordWrap(True)
        self.callLead.setTextFormat(Qt.TextFormat.PlainText)

        self.callPartColumn.addWidget(self.callLead)

        self.callSteps = Words(self.callPart)
        self.callSteps.setObjectName(u"callSteps")
        self.callSteps.setProperty(u"kind", u"body")
        self.callSteps.setWordWrap(True)
        self.callSteps.setTextFormat(Qt.TextFormat.PlainText)

        self.callPartColumn.addWidget(self.callSteps)

        self.groups = QHBoxLayout()
        self.groups.setSpacing(16)
        self.groups.setObjectName(u"groups")
        self.groups.setContentsMargins(0, 0, 0, 0)

        self.callPartColumn.addLayout(self.groups)

        self.callFields = QVBoxLayout()
        self.callFields.setSpacing(12)
        self.callFields.setObjectName(u"callFields")
        self.callFields.setContentsMargins(0, 0, 0, 0)

        self.callPartColumn.addLayout(self.callFields)

        self.callFault = Words(self.callPart)
        self.callFault.setObjectName(u"callFault")
        self.callFault.setText(u"")
        self.callFault.setProperty(u"kind", u"fault")
        self.callFault.setWordWrap(True)
        self.callFault.setTextFormat(Qt.TextFormat.PlainText)

        self.callPartColumn.addWidget(self.callFault)


        self.whole.addWidget(self.callPart)

        self.donePart = QWidget(Ceremony)
        self.donePart.setObjectName(u"donePart")
        self.donePartColumn = QVBoxLayout(self.donePart)
        self.donePartColumn.setSpacing(12)
        self.donePartColumn.setObjectName(u"donePartColumn")
        self.donePartColumn.setContentsMargins(0, 0, 0, 0)
        self.good = QFrame(self.donePart)
        self.good.setObjectName(u"good")
        self.good.setProperty(u"surface", u"ok")
        self.goodColumn = QVBoxLayout(self.good)
        self.goodColumn.setSpacing(6)
        self.goodColumn.setObjectName(u"goodColumn")
        self.goodColumn.setContentsMargins(16, 12, 16, 12)
        self.doneLead = Words(self.good)
        self.doneLead.setObjectName(u"doneLead")
        self.doneLead.setText(u"")
        self.doneLead.setProperty(u"kind", u"strong")
        self.doneLead.setWordWrap(True)
        self.doneLead.setTextFormat(Qt.TextFormat.PlainText)

        self.goodColumn.addWidget(self.doneLead)

        self.doneText = Words(self.good)
        self.doneText.setObjectName(u"doneText")
        self.doneText.setProperty(u"kind", u"body2")
        self.doneText.setWordWrap(True)
        self.doneText.setTextFormat(Qt.TextFormat.PlainText)

        self.goodColumn.addWidget(self.doneText)


        self.donePartColumn.addWidget(self.good)

        self.ownPart = QWidget(self.donePart)
        self.ownPart.setObjectName(u"ownPart")
        self.ownPartColumn = QVBoxLayout(self.ownPart)
        self.ownPartColumn.setSpacing(12)
        self.ownPartColumn.setObjectName(u"ownPartColumn")
        self.ownPartColumn.setContentsMargins(0, 0, 0, 0)
        self.ownLead = Words(self.ownPart)
        self.ownLead.setObjectName(u"ownLead")
        self.ownLead.setProperty(u"kind", u"h2")
        self.ownLead.setWordWrap(True)
        self.ownLead.setTextFormat(Qt.TextFormat.PlainText)

        self.ownPartColumn.addWidget(self.ownLead)

        self.ownText = Words(self.ownPart)
        self.ownText.setObjectName(u"ownText")
        self.ownText.setProperty(u"kind", u"body")
        self.ownText.setWordWrap(True)
        self.ownText.setTextFormat(Qt.TextFormat.PlainText)

        self.ownPartColumn.addWidget(self.ownText)

        self.ownButtons = QHBoxLayout()
        self.ownButtons.setSpacing(8)
        self.ownButtons.setObjectName(u"ownButtons")
        self.ownButtons.setContentsMargins(0, 0, 0, 0)
        self.saveCard = Button(self.ownPart)
        self.saveCard.setObjectName(u"saveCard")
        self.saveCard.setProperty(u"iconName", u"key-round")

        self.ownButtons.addWidget(self.saveCard)

        self.saveSheet = Button(self.ownPart)
        self.saveSheet.setObjectName(u"saveSheet")
        self.saveSheet.setProperty(u"iconName", u"printer")

        self.ownButtons.addWidget(self.saveSheet)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ownButtons.addItem(self.spacerItem)


        self.ownPartColumn.addLayout(self.ownButtons)

        self.ownSaid = Words(self.ownPart)
        self.ownSaid.setObjectName(u"ownSaid")
        self.ownSaid.setText(u"")
        self.ownSaid.setProperty(u"kind", u"okcaption")
        self.ownSaid.setWordWrap(True)
        self.ownSaid.setTextFormat(Qt.TextFormat.PlainText)

        self.ownPartColumn.addWidget(self.ownSaid)


        self.donePartColumn.addWidget(self.ownPart)


        self.whole.addWidget(self.donePart)


        self.retranslateUi(Ceremony)

        QMetaObject.connectSlotsByName(Ceremony)
    # setupUi

    def retranslateUi(self, Ceremony: QWidget) -> None:
        self.numberLead.setText(QCoreApplication.translate("Ceremony", u"F\u00f6rst beh\u00f6vs ert eget nummer. Det skrivs en g\u00e5ng och kommer att st\u00e5 p\u00e5 ert kontaktkort.", None))
        self.cardLead.setText(QCoreApplication.translate("Ceremony", u"Kontaktkortet \u00e4r en liten fil som ni har f\u00e5tt av huvudmannen. Inget i den \u00e4r hemligt.", None))
        self.whoLead.setText(QCoreApplication.translate("Ceremony", u"Kortet s\u00e4ger att det kommer fr\u00e5n", None))
        self.callSteps.setText(QCoreApplication.translate("Ceremony", u"Be dem l\u00e4sa alla \u00e5tta grupper fr\u00e5n sitt kontaktkortsblad. Skriv de tv\u00e5 grupper som programmet fr\u00e5gar efter, s\u00e5 som du h\u00f6r dem. De visas inte h\u00e4r: det \u00e4r det som g\u00f6r att kontrollen g\u00e4ller.", None))
        self.doneText.setText(QCoreApplication.translate("Ceremony", u"Det h\u00e4r g\u00f6rs bara en g\u00e5ng. Ett nytt kort fr\u00e5n dem f\u00f6ljer av sig sj\u00e4lvt.", None))
        self.ownLead.setText(QCoreApplication.translate("Ceremony", u"Nu ska de f\u00e5 ert kort", None))
        self.ownText.setText(QCoreApplication.translate("Ceremony", u"Skicka filen p\u00e5 vilket s\u00e4tt som helst. N\u00e4r de ringer l\u00e4ser du upp siffrorna fr\u00e5n bladet.", None))
        self.saveCard.setText(QCoreApplication.translate("Ceremony", u"Spara kontaktkortet \u2026", None))
        self.saveSheet.setText(QCoreApplication.translate("Ceremony", u"Spara bladet med siffror \u2026", None))
        pass
    # retranslateUi

