# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'received.ui'
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
class Ui_Received(object):
    def setupUi(self, Received: QWidget) -> None:
        if not Received.objectName():
            Received.setObjectName(u"Received")
        self.whole = QVBoxLayout(Received)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.sender = QFrame(Received)
        self.sender.setObjectName(u"sender")
        self.sender.setProperty(u"surface", u"card")
        self.senderColumn = QVBoxLayout(self.sender)
        self.senderColumn.setSpacing(12)
        self.senderColumn.setObjectName(u"senderColumn")
        self.senderColumn.setContentsMargins(20, 14, 20, 16)
        self.senderTop = QHBoxLayout()
        self.senderTop.setSpacing(8)
        self.senderTop.setObjectName(u"senderTop")
        self.senderTop.setContentsMargins(0, 0, 0, 0)
        self.senderTitle = Words(self.sender)
        self.senderTitle.setObjectName(u"senderTitle")
        self.senderTitle.setProperty(u"kind", u"h2")
        self.senderTitle.setWordWrap(True)
        self.senderTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.senderTop.addWidget(self.senderTitle)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.senderTop.addItem(self.spacerItem)

        self.senderPills = QHBoxLayout()
        self.senderPills.setSpacing(8)
        self.senderPills.setObjectName(u"senderPills")
        self.senderPills.setContentsMargins(0, 0, 0, 0)

        self.senderTop.addLayout(self.senderPills)


        self.senderColumn.addLayout(self.senderTop)

        self.senderFacts = QVBoxLayout()
        self.senderFacts.setSpacing(10)
        self.senderFacts.setObjectName(u"senderFacts")
        self.senderFacts.setContentsMargins(0, 0, 0, 0)

        self.senderColumn.addLayout(self.senderFacts)


        self.whole.addWidget(self.sender)

        self.answer = QFrame(Received)
        self.answer.setObjectName(u"answer")
        self.answer.setProperty(u"surface", u"card")
        self.answerColumn = QVBoxLayout(self.answer)
        self.answerColumn.setSpacing(12)
        self.answerColumn.setObjectName(u"answerColumn")
        self.answerColumn.setContentsMargins(20, 14, 20, 16)
        self.answerTitle = Words(self.answer)
        self.answerTitle.setObjectName(u"answerTitle")
        self.answerTitle.setProperty(u"kind", u"h2")
        self.answerTitle.setWordWrap(True)
        self.answerTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.answerColumn.addWidget(self.answerTitle)

        self.answerLead = Words(self.answer)
        self.answerLead.setObjectName(u"answerLead")
        self.answerLead.setText(u"")
        self.answerLead.setProperty(u"kind", u"body2")
        self.answerLead.setWordWrap(True)
        self.answerLead.setTextFormat(Qt.TextFormat.PlainText)

        self.answerColumn.addWidget(self.answerLead)

        self.answers = QVBoxLayout()
        self.answers.setSpacing(12)
        self.answers.setObjectName(u"answers")
        self.answers.setContentsMargins(0, 0, 0, 0)

        self.answerColumn.addLayout(self.answers)

        self.contactSlot = QVBoxLayout()
        self.contactSlot.setSpacing(12)
        self.contactSlot.setObjectName(u"contactSlot")
        self.contactSlot.setContentsMargins(0, 0, 0, 0)

        self.answerColumn.addLayout(self.contactSlot)


        self.whole.addWidget(self.answer)

        self.more = QFrame(Received)
        self.more.setObjectName(u"more")
        self.more.setProperty(u"surface", u"card")
        self.moreColumn = QVBoxLayout(self.more)
        self.moreColumn.setSpacing(12)
        self.moreColumn.setObjectName(u"moreColumn")
        self.moreColumn.setContentsMargins(20, 14, 20, 16)
        self.moreTitle = Words(self.more)
        self.moreTitle.setObjectName(u"moreTitle")
        self.moreTitle.setProperty(u"kind", u"h2")
        self.moreTitle.setWordWrap(True)
        self.moreTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.moreColumn.addWidget(self.moreTitle)

        self.moreLead = Words(self.more)
        self.moreLead.setObjectName(u"moreLead")
        self.moreLead.setProperty(u"kind", u"body2")
        self.moreLead.setWordWrap(True)
        self.moreLead.setTextFormat(Qt.TextFormat.PlainText)

        self.moreColumn.addWidget(self.moreLead)

        self.moreFields = QVBoxLayout()
        self.moreFields.setSpacing(14)
        self.moreFields.setObjectName(u"moreFields")
        self.moreFields.setContentsMargins(0, 0, 0, 0)

        self.moreColumn.addLayout(self.moreFields)

        self.moreLine = QHBoxLayout()
        self.moreLine.setSpacing(8)
        self.moreLine.setObjectName(u"moreLine")
        self.moreLine.setContentsMargins(0, 0, 0, 0)
        self.sendMore = Button(self.more)
        self.sendMore.setObjectName(u"sendMore")
        self.sendMore.setProperty(u"iconName", u"send")

        self.moreLine.addWidget(self.sendMore)

        self.spacerItem1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.moreLine.addItem(self.spacerItem1)


        self.moreColumn.addLayout(self.moreLine)


        self.whole.addWidget(self.more)


        self.retranslateUi(Received)

        QMetaObject.connectSlotsByName(Received)
    # setupUi

    def retranslateUi(self, Received: QWidget) -> None:
        self.senderTitle.setText(QCoreApplication.translate("Received", u"Avs\u00e4ndaren", None))
        self.answerTitle.setText(QCoreApplication.translate("Received", u"Svar till skolan", None))
        self.moreTitle.setText(QCoreApplication.translate("Received", u"Diarienummer och st\u00f6d", None))
        self.moreLead.setText(QCoreApplication.translate("Received", u"Det blir en ny kvittens till skolan. Det som redan \u00e4r sagt g\u00e4ller fortfarande.", None))
        self.sendMore.setText(QCoreApplication.translate("Received", u"Skicka kvittens", None))
        pass
    # retranslateUi

