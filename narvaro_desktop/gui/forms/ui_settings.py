# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings.ui'
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
    QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from narvaro_desktop.gui.widgets.buttons import Button

class Ui_Settings(object):
    def setupUi(self, Settings: QWidget) -> None:
        if not Settings.objectName():
            Settings.setObjectName(u"Settings")
        Settings.setProperty(u"surface", u"clear")
        self.whole = QVBoxLayout(Settings)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.lookCard = QFrame(Settings)
        self.lookCard.setObjectName(u"lookCard")
        self.lookCard.setProperty(u"surface", u"card")
        self.lookCardColumn = QVBoxLayout(self.lookCard)
        self.lookCardColumn.setSpacing(14)
        self.lookCardColumn.setObjectName(u"lookCardColumn")
        self.lookCardColumn.setContentsMargins(20, 16, 20, 18)
        self.lookCardTitle = QLabel(self.lookCard)
        self.lookCardTitle.setObjectName(u"lookCardTitle")
        self.lookCardTitle.setProperty(u"kind", u"h2")
        self.lookCardTitle.setWordWrap(True)
        self.lookCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.lookCardColumn.addWidget(self.lookCardTitle)

        self.themeColumn = QVBoxLayout()
        self.themeColumn.setSpacing(6)
        self.themeColumn.setObjectName(u"themeColumn")
        self.themeColumn.setContentsMargins(0, 0, 0, 0)
        self.themeLabel = QLabel(self.lookCard)
        self.themeLabel.setObjectName(u"themeLabel")
        self.themeLabel.setProperty(u"kind", u"label")
        self.themeLabel.setWordWrap(True)
        self.themeLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.themeColumn.addWidget(self.themeLabel)

        self.theme = QVBoxLayout()
        self.theme.setSpacing(0)
        self.theme.setObjectName(u"theme")
        self.theme.setContentsMargins(0, 0, 0, 0)

        self.themeColumn.addLayout(self.theme)


        self.lookCardColumn.addLayout(self.themeColumn)

        self.scaleColumn = QVBoxLayout()
        self.scaleColumn.setSpacing(6)
        self.scaleColumn.setObjectName(u"scaleColumn")
        self.scaleColumn.setContentsMargins(0, 0, 0, 0)
        self.scaleLabel = QLabel(self.lookCard)
        self.scaleLabel.setObjectName(u"scaleLabel")
        self.scaleLabel.setProperty(u"kind", u"label")
        self.scaleLabel.setWordWrap(True)
        self.scaleLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.scaleColumn.addWidget(self.scaleLabel)

        self.scale = QVBoxLayout()
        self.scale.setSpacing(0)
        self.scale.setObjectName(u"scale")
        self.scale.setContentsMargins(0, 0, 0, 0)

        self.scaleColumn.addLayout(self.scale)


        self.lookCardColumn.addLayout(self.scaleColumn)

        self.languageColumn = QVBoxLayout()
        self.languageColumn.setSpacing(6)
        self.languageColumn.setObjectName(u"languageColumn")
        self.languageColumn.setContentsMargins(0, 0, 0, 0)
        self.languageLabel = QLabel(self.lookCard)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setProperty(u"kind", u"label")
        self.languageLabel.setWordWrap(True)
        self.languageLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.languageColumn.addWidget(self.languageLabel)

        self.language = QVBoxLayout()
        self.language.setSpacing(0)
        self.language.setObjectName(u"language")
        self.language.setContentsMargins(0, 0, 0, 0)

        self.languageColumn.addLayout(self.language)

        self.languageNote = QLabel(self.lookCard)
        self.languageNote.setObjectName(u"languageNote")
        self.languageNote.setProperty(u"kind", u"caption")
        self.languageNote.setWordWrap(True)
        self.languageNote.setTextFormat(Qt.TextFormat.PlainText)

        self.languageColumn.addWidget(self.languageNote)


        self.lookCardColumn.addLayout(self.languageColumn)


        self.whole.addWidget(self.lookCard)

        self.profileCard = QFrame(Settings)
        self.profileCard.setObjectName(u"profileCard")
        self.profileCard.setProperty(u"surface", u"card")
        self.profileCardColumn = QVBoxLayout(self.profileCard)
        self.profileCardColumn.setSpacing(14)
        self.profileCardColumn.setObjectName(u"profileCardColumn")
        self.profileCardColumn.setContentsMargins(20, 16, 20, 18)
        self.profileCardTitle = QLabel(self.profileCard)
        self.profileCardTitle.setObjectName(u"profileCardTitle")
        self.profileCardTitle.setProperty(u"kind", u"h2")
        self.profileCardTitle.setWordWrap(True)
        self.profileCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.profileCardColumn.addWidget(self.profileCardTitle)

        self.nameColumn = QVBoxLayout()
        self.nameColumn.setSpacing(4)
        self.nameColumn.setObjectName(u"nameColumn")
        self.nameColumn.setContentsMargins(0, 0, 0, 0)
        self.nameLabel = QLabel(self.profileCard)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"kind", u"label")
        self.nameLabel.setWordWrap(True)
        self.nameLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.nameColumn.addWidget(self.nameLabel)

        self.name = QLineEdit(self.profileCard)
        self.name.setObjectName(u"name")

        self.nameColumn.addWidget(self.name)

        self.nameFault = QLabel(self.profileCard)
        self.nameFault.setObjectName(u"nameFault")
        self.nameFault.setProperty(u"kind", u"fault")
        self.nameFault.setWordWrap(True)
        self.nameFault.setTextFormat(Qt.TextFormat.PlainText)

        self.nameColumn.addWidget(self.nameFault)


        self.profileCardColumn.addLayout(self.nameColumn)

        self.unitCodeColumn = QVBoxLayout()
        self.unitCodeColumn.setSpacing(4)
        self.unitCodeColumn.setObjectName(u"unitCodeColumn")
        self.unitCodeColumn.setContentsMargins(0, 0, 0, 0)
        self.unitCodeLabel = QLabel(self.profileCard)
        self.unitCodeLabel.setObjectName(u"unitCodeLabel")
        self.unitCodeLabel.setProperty(u"kind", u"label")
        self.unitCodeLabel.setWordWrap(True)
        self.unitCodeLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.unitCodeColumn.addWidget(self.unitCodeLabel)

        self.unitCodeHelp = QLabel(self.profileCard)
        self.unitCodeHelp.setObjectName(u"unitCodeHelp")
        self.unitCodeHelp.setProperty(u"kind", u"caption")
        self.unitCodeHelp.setWordWrap(True)
        self.unitCodeHelp.setTextFormat(Qt.TextFormat.PlainText)

        self.unitCodeColumn.addWidget(self.unitCodeHelp)

        self.unitCode = QLineEdit(self.profileCard)
        self.unitCode.setObjectName(u"unitCode")

        self.unitCodeColumn.addWidget(self.unitCode)

        self.unitCodeFault = QLabel(self.profileCard)
        self.unitCodeFault.setObjectName(u"unitCodeFault")
        self.unitCodeFault.setProperty(u"kind", u"fault")
        self.unitCodeFault.setWordWrap(True)
        self.unitCodeFault.setTextFormat(Qt.TextFormat.PlainText)

        self.unitCodeColumn.addWidget(self.unitCodeFault)


        self.profileCardColumn.addLayout(self.unitCodeColumn)

        self.huvudmanColumn = QVBoxLayout()
        self.huvudmanColumn.setSpacing(4)
        self.huvudmanColumn.setObjectName(u"huvudmanColumn")
        self.huvudmanColumn.setContentsMargins(0, 0, 0, 0)
        self.huvudmanLabel = QLabel(self.profileCard)
        self.huvudmanLabel.setObjectName(u"huvudmanLabel")
        self.huvudmanLabel.setProperty(u"kind", u"label")
        self.huvudmanLabel.setWordWrap(True)
        self.huvudmanLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.huvudmanColumn.addWidget(self.huvudmanLabel)

        self.huvudman = QLineEdit(self.profileCard)
        self.huvudman.setObjectName(u"huvudman")

        self.huvudmanColumn.addWidget(self.huvudman)

        self.huvudmanFault = QLabel(self.profileCard)
        self.huvudmanFault.setObjectName(u"huvudmanFault")
        self.huvudmanFault.setProperty(u"kind", u"fault")
        self.huvudmanFault.setWordWrap(True)
        self.huvudmanFault.setTextFormat(Qt.TextFormat.PlainText)

        self.huvudmanColumn.addWidget(self.huvudmanFault)


        self.profileCardColumn.addLayout(self.huvudmanColumn)

        self.organisationColumn = QVBoxLayout()
        self.organisationColumn.setSpacing(4)
        self.organisationColumn.setObjectName(u"organisationColumn")
        self.organisationColumn.setContentsMargins(0, 0, 0, 0)
        self.organisationLabel = QLabel(self.profileCard)
        self.organisationLabel.setObjectName(u"organisationLabel")
        self.organisationLabel.setProperty(u"kind", u"label")
        self.organisationLabel.setWordWrap(True)
        self.organisationLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.organisationColumn.addWidget(self.organisationLabel)

        self.organisationHelp = QLabel(self.profileCard)
        self.organisationHelp.setObjectName(u"organisationHelp")
        self.organisationHelp.setProperty(u"kind", u"caption")
        self.organisationHelp.setWordWrap(True)
        self.organisationHelp.setTextFormat(Qt.TextFormat.PlainText)

        self.organisationColumn.addWidget(self.organisationHelp)

        self.organisation = QLineEdit(self.profileCard)
        self.organisation.setObjectName(u"organisation")

        self.organisationColumn.addWidget(self.organisation)

        self.organisationFault = QLabel(self.profileCard)
        self.organisationFault.setObjectName(u"organisationFault")
        self.organisationFault.setProperty(u"kind", u"fault")
        self.organisationFault.setWordWrap(True)
        self.organisationFault.setTextFormat(Qt.TextFormat.PlainText)

        self.organisationColumn.addWidget(self.organisationFault)


        self.profileCardColumn.addLayout(self.organisationColumn)

        self.contactColumn = QVBoxLayout()
        self.contactColumn.setSpacing(4)
        self.contactColumn.setObjectName(u"contactColumn")
        self.contactColumn.setContentsMargins(0, 0, 0, 0)
        self.contactLabel = QLabel(self.profileCard)
        self.contactLabel.setObjectName(u"contactLabel")
        self.contactLabel.setProperty(u"kind", u"label")
        self.contactLabel.setWordWrap(True)
        self.contactLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.contactColumn.addWidget(self.contactLabel)

        self.contactHelp = QLabel(self.profileCard)
        self.contactHelp.setObjectName(u"contactHelp")
        self.contactHelp.setProperty(u"kind", u"caption")
        self.contactHelp.setWordWrap(True)
        self.contactHelp.setTextFormat(Qt.TextFormat.PlainText)

        self.contactColumn.addWidget(self.contactHelp)

        self.contact = QLineEdit(self.profileCard)
        self.contact.setObjectName(u"contact")

        self.contactColumn.addWidget(self.contact)

        self.contactFault = QLabel(self.profileCard)
        self.contactFault.setObjectName(u"contactFault")
        self.contactFault.setProperty(u"kind", u"fault")
        self.contactFault.setWordWrap(True)
        self.contactFault.setTextFormat(Qt.TextFormat.PlainText)

        self.contactColumn.addWidget(self.contactFault)


        self.profileCardColumn.addLayout(self.contactColumn)

        self.calendar = Button(self.profileCard)
        self.calendar.setObjectName(u"calendar")
        self.calendar.setProperty(u"iconName", u"calendar")

        self.profileCardColumn.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignLeft)


        self.whole.addWidget(self.profileCard)

        self.phraseCard = QFrame(Settings)
        self.phraseCard.setObjectName(u"phraseCard")
        self.phraseCard.setProperty(u"surface", u"card")
        self.phraseCardColumn = QVBoxLayout(self.phraseCard)
        self.phraseCardColumn.setSpacing(8)
        self.phraseCardColumn.setObjectName(u"phraseCardColumn")
        self.phraseCardColumn.setContentsMargins(20, 16, 20, 18)
        self.phraseCardTitle = QLabel(self.phraseCard)
        self.phraseCardTitle.setObjectName(u"phraseCardTitle")
        self.phraseCardTitle.setProperty(u"kind", u"h2")
        self.phraseCardTitle.setWordWrap(True)
        self.phraseCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.phraseCardColumn.addWidget(self.phraseCardTitle)

        self.phraseLead = QLabel(self.phraseCard)
        self.phraseLead.setObjectName(u"phraseLead")
        self.phraseLead.setProperty(u"kind", u"body2")
        self.phraseLead.setWordWrap(True)
        self.phraseLead.setTextFormat(Qt.TextFormat.PlainText)

        self.phraseCardColumn.addWidget(self.phraseLead)

        self.changePhrase = Button(self.phraseCard)
        self.changePhrase.setObjectName(u"changePhrase")
        self.changePhrase.setProperty(u"iconName", u"key-round")

        self.phraseCardColumn.addWidget(self.changePhrase, 0, Qt.AlignmentFlag.AlignLeft)


        self.whole.addWidget(self.phraseCard)

        self.lockCard = QFrame(Settings)
        self.lockCard.setObjectName(u"lockCard")
        self.lockCard.setProperty(u"surface", u"card")
        self.lockCardColumn = QVBoxLayout(self.lockCard)
        self.lockCardColumn.setSpacing(8)
        self.lockCardColumn.setObjectName(u"lockCardColumn")
        self.lockCardColumn.setContentsMargins(20, 16, 20, 18)
        self.lockCardTitle = QLabel(self.lockCard)
        self.lockCardTitle.setObjectName(u"lockCardTitle")
        self.lockCardTitle.setProperty(u"kind", u"h2")
        self.lockCardTitle.setWordWrap(True)
        self.lockCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.lockCardColumn.addWidget(self.lockCardTitle)

        self.idleLabel = QLabel(self.lockCard)
        self.idleLabel.setObjectName(u"idleLabel")
        self.idleLabel.setProperty(u"kind", u"label")
        self.idleLabel.setWordWrap(True)
        self.idleLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.lockCardColumn.addWidget(self.idleLabel)

        self.idle = QVBoxLayout()
        self.idle.setSpacing(4)
        self.idle.setObjectName(u"idle")
        self.idle.setContentsMargins(0, 0, 0, 0)

        self.lockCardColumn.addLayout(self.idle)

        self.idleNote = QLabel(self.lockCard)
        self.idleNote.setObjectName(u"idleNote")
        self.idleNote.setProperty(u"kind", u"caption")
        self.idleNote.setWordWrap(True)
        self.idleNote.setTextFormat(Qt.TextFormat.PlainText)

        self.lockCardColumn.addWidget(self.idleNote)


        self.whole.addWidget(self.lockCard)

        self.backupCard = QFrame(Settings)
        self.backupCard.setObjectName(u"backupCard")
        self.backupCard.setProperty(u"surface", u"card")
        self.backupCardColumn = QVBoxLayout(self.backupCard)
        self.backupCardColumn.setSpacing(8)
        self.backupCardColumn.setObjectName(u"backupCardColumn")
        self.backupCardColumn.setContentsMargins(20, 16, 20, 18)
        self.backupCardTitle = QLabel(self.backupCard)
        self.backupCardTitle.setObjectName(u"backupCardTitle")
        self.backupCardTitle.setProperty(u"kind", u"h2")
        self.backupCardTitle.setWordWrap(True)
        self.backupCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.backupCardColumn.addWidget(self.backupCardTitle)

        self.backupState = QLabel(self.backupCard)
        self.backupState.setObjectName(u"backupState")
        self.backupState.setProperty(u"kind", u"body")
        self.backupState.setWordWrap(True)
        self.backupState.setTextFormat(Qt.TextFormat.PlainText)

        self.backupCardColumn.addWidget(self.backupState)

        self.backupFolder = QLabel(self.backupCard)
        self.backupFolder.setObjectName(u"backupFolder")
        self.backupFolder.setProperty(u"kind", u"caption")
        self.backupFolder.setWordWrap(True)
        self.backupFolder.setTextFormat(Qt.TextFormat.PlainText)

        self.backupCardColumn.addWidget(self.backupFolder)

        self.drillState = QLabel(self.backupCard)
        self.drillState.setObjectName(u"drillState")
        self.drillState.setProperty(u"kind", u"caption")
        self.drillState.setWordWrap(True)
        self.drillState.setTextFormat(Qt.TextFormat.PlainText)

        self.backupCardColumn.addWidget(self.drillState)

        self.backupFault = QLabel(self.backupCard)
        self.backupFault.setObjectName(u"backupFault")
        self.backupFault.setProperty(u"kind", u"bad")
        self.backupFault.setWordWrap(True)
        self.backupFault.setTextFormat(Qt.TextFormat.PlainText)

        self.backupCardColumn.addWidget(self.backupFault)

        self.backupButtons = QHBoxLayout()
        self.backupButtons.setSpacing(8)
        self.backupButtons.setObjectName(u"backupButtons")
        self.backupButtons.setContentsMargins(0, 0, 0, 0)
        self.backUp = Button(self.backupCard)
        self.backUp.setObjectName(u"backUp")
        self.backUp.setProperty(u"iconName", u"database-backup")

        self.backupButtons.addWidget(self.backUp)

        self.chooseFolder = Button(self.backupCard)
        self.chooseFolder.setObjectName(u"chooseFolder")
        self.chooseFolder.setProperty(u"iconName", u"folder")

        self.backupButtons.addWidget(self.chooseFolder)

        self.drill = Button(self.backupCard)
        self.drill.setObjectName(u"drill")
        self.drill.setProperty(u"iconName", u"history")

        self.backupButtons.addWidget(self.drill)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.backupButtons.addItem(self.spacerItem)


        self.backupCardColumn.addLayout(self.backupButtons)


        self.whole.addWidget(self.backupCard)

        self.recoveryCard = QFrame(Settings)
        self.recoveryCard.setObjectName(u"recoveryCard")
        self.recoveryCard.setProperty(u"surface", u"card")
        self.recoveryCardColumn = QVBoxLayout(self.recoveryCard)
        self.recoveryCardColumn.setSpacing(8)
        self.recoveryCardColumn.setObjectName(u"recoveryCardColumn")
        self.recoveryCardColumn.setContentsMargins(20, 16, 20, 18)
        self.recoveryCardTitle = QLabel(self.recoveryCard)
        self.recoveryCardTitle.setObjectName(u"recoveryCardTitle")
        self.recoveryCardTitle.setProperty(u"kind", u"h2")
        self.recoveryCardTitle.setWordWrap(True)
        self.recoveryCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.recoveryCardColumn.addWidget(self.recoveryCardTitle)

        self.recoveryLead = QLabel(self.recoveryCard)
        self.recoveryLead.setObjectName(u"recoveryLead")
        self.recoveryLead.setProperty(u"kind", u"body2")
        self.recoveryLead.setWordWrap(True)
        self.recoveryLead.setTextFormat(Qt.TextFormat.PlainText)

        self.recoveryCardColumn.addWidget(self.recoveryLead)

        self.sheets = QVBoxLayout()
        self.sheets.setSpacing(8)
        self.sheets.setObjectName(u"sheets")
        self.sheets.setContentsMargins(0, 0, 0, 0)

        self.recoveryCardColumn.addLayout(self.sheets)


        self.whole.addWidget(self.recoveryCard)

        self.aboutCard = QFrame(Settings)
        self.aboutCard.setObjectName(u"aboutCard")
        self.aboutCard.setProperty(u"surface", u"card")
        self.aboutCardColumn = QVBoxLayout(self.aboutCard)
        self.aboutCardColumn.setSpacing(6)
        self.aboutCardColumn.setObjectName(u"aboutCardColumn")
        self.aboutCardColumn.setContentsMargins(20, 16, 20, 18)
        self.aboutCardTitle = QLabel(self.aboutCard)
        self.aboutCardTitle.setObjectName(u"aboutCardTitle")
        self.aboutCardTitle.setProperty(u"kind", u"h2")
        self.aboutCardTitle.setWordWrap(True)
        self.aboutCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.aboutCardColumn.addWidget(self.aboutCardTitle)

        self.version = QLabel(self.aboutCard)
        self.version.setObjectName(u"version")
        self.version.setProperty(u"kind", u"body")
        self.version.setWordWrap(True)
        self.version.setTextFormat(Qt.TextFormat.PlainText)

        self.aboutCardColumn.addWidget(self.version)

        self.licence = QLabel(self.aboutCard)
        self.licence.setObjectName(u"licence")
        self.licence.setProperty(u"kind", u"body2")
        self.licence.setWordWrap(True)
        self.licence.setTextFormat(Qt.TextFormat.PlainText)

        self.aboutCardColumn.addWidget(self.licence)

        self.network = QLabel(self.aboutCard)
        self.network.setObjectName(u"network")
        self.network.setProperty(u"kind", u"body2")
        self.network.setWordWrap(True)
        self.network.setTextFormat(Qt.TextFormat.PlainText)

        self.aboutCardColumn.addWidget(self.network)


        self.whole.addWidget(self.aboutCard)

        self.spacerItem1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.spacerItem1)

#if QT_CONFIG(shortcut)
        self.nameLabel.setBuddy(self.name)
        self.unitCodeLabel.setBuddy(self.unitCode)
        self.huvudmanLabel.setBuddy(self.huvudman)
        self.organisationLabel.setBuddy(self.organisation)
        self.contactLabel.setBuddy(self.contact)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(Settings)

        QMetaObject.connectSlotsByName(Settings)
    # setupUi

    def retranslateUi(self, Settings: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.lookCard.setAccessibleName(QCoreApplication.translate("Settings", u"Utseende och spr\u00e5k", None))
#endif // QT_CONFIG(accessibility)
        self.lookCardTitle.setText(QCoreApplication.translate("Settings", u"Utseende och spr\u00e5k", None))
        self.themeLabel.setText(QCoreApplication.translate("Settings", u"F\u00e4rger", None))
        self.scaleLabel.setText(QCoreApplication.translate("Settings", u"Textstorlek", None))
        self.languageLabel.setText(QCoreApplication.translate("Settings", u"Spr\u00e5k", None))
        self.languageNote.setText(QCoreApplication.translate("Settings", u"Spr\u00e5ket byts n\u00e4r programmet startas n\u00e4sta g\u00e5ng. Dokument skrivs alltid p\u00e5 svenska.", None))
#if QT_CONFIG(accessibility)
        self.profileCard.setAccessibleName(QCoreApplication.translate("Settings", u"Skolan", None))
#endif // QT_CONFIG(accessibility)
        self.profileCardTitle.setText(QCoreApplication.translate("Settings", u"Skolan", None))
        self.nameLabel.setText(QCoreApplication.translate("Settings", u"Skolans namn", None))
        self.nameFault.setText("")
        self.unitCodeLabel.setText(QCoreApplication.translate("Settings", u"Skolenhetskod", None))
        self.unitCodeHelp.setText(QCoreApplication.translate("Settings", u"\u00c5tta siffror. Den beh\u00f6vs n\u00e4r en anm\u00e4lan f\u00f6rseglas.", None))
        self.unitCodeFault.setText("")
        self.huvudmanLabel.setText(QCoreApplication.translate("Settings", u"Huvudman", None))
        self.huvudmanFault.setText("")
        self.organisationLabel.setText(QCoreApplication.translate("Settings", u"Organisationsnummer", None))
        self.organisationHelp.setText(QCoreApplication.translate("Settings", u"Tio siffror.", None))
        self.organisationFault.setText("")
        self.contactLabel.setText(QCoreApplication.translate("Settings", u"S\u00e5 n\u00e5r man er", None))
        self.contactHelp.setText(QCoreApplication.translate("Settings", u"St\u00e5r i anm\u00e4lningar, till exempel v\u00e4xelns nummer.", None))
        self.contactFault.setText("")
        self.calendar.setText(QCoreApplication.translate("Settings", u"L\u00e4s\u00e5rets dagar och lov", None))
#if QT_CONFIG(accessibility)
        self.phraseCard.setAccessibleName(QCoreApplication.translate("Settings", u"Din l\u00f6senfras", None))
#endif // QT_CONFIG(accessibility)
        self.phraseCardTitle.setText(QCoreApplication.translate("Settings", u"Din l\u00f6senfras", None))
        self.phraseLead.setText(QCoreApplication.translate("Settings", u"Bara du har den. Byt den om n\u00e5gon annan kan ha sett den.", None))
        self.changePhrase.setText(QCoreApplication.translate("Settings", u"Byt l\u00f6senfras \u2026", None))
#if QT_CONFIG(accessibility)
        self.lockCard.setAccessibleName(QCoreApplication.translate("Settings", u"L\u00e5s", None))
#endif // QT_CONFIG(accessibility)
        self.lockCardTitle.setText(QCoreApplication.translate("Settings", u"L\u00e5s", None))
        self.idleLabel.setText(QCoreApplication.translate("Settings", u"L\u00e5s efter s\u00e5 m\u00e5nga minuter utan arbete", None))
        self.idleNote.setText("")
#if QT_CONFIG(accessibility)
        self.backupCard.setAccessibleName(QCoreApplication.translate("Settings", u"S\u00e4kerhetskopior", None))
#endif // QT_CONFIG(accessibility)
        self.backupCardTitle.setText(QCoreApplication.translate("Settings", u"S\u00e4kerhetskopior", None))
        self.backupState.setText("")
        self.backupFolder.setText("")
        self.drillState.setText("")
        self.backupFault.setText("")
        self.backUp.setText(QCoreApplication.translate("Settings", u"S\u00e4kerhetskopiera nu", None))
        self.chooseFolder.setText(QCoreApplication.translate("Settings", u"V\u00e4lj mapp \u2026", None))
        self.drill.setText(QCoreApplication.translate("Settings", u"\u00d6va \u00e5terst\u00e4llning \u2026", None))
#if QT_CONFIG(accessibility)
        self.recoveryCard.setAccessibleName(QCoreApplication.translate("Settings", u"\u00c5terst\u00e4llningsblad", None))
#endif // QT_CONFIG(accessibility)
        self.recoveryCardTitle.setText(QCoreApplication.translate("Settings", u"\u00c5terst\u00e4llningsblad", None))
        self.recoveryLead.setText(QCoreApplication.translate("Settings", u"Ett papper som \u00f6ppnar valvet om en l\u00f6senfras gl\u00f6ms. F\u00f6rvara det f\u00f6rseglat, inte i samma rum som datorn.", None))
#if QT_CONFIG(accessibility)
        self.aboutCard.setAccessibleName(QCoreApplication.translate("Settings", u"Om N\u00e4rvaro", None))
#endif // QT_CONFIG(accessibility)
        self.aboutCardTitle.setText(QCoreApplication.translate("Settings", u"Om N\u00e4rvaro", None))
        self.version.setText("")
        self.licence.setText(QCoreApplication.translate("Settings", u"Fri programvara under EUPL-1.2. Licenserna f\u00f6r det som f\u00f6ljer med ligger i programmets mapp.", None))
        self.network.setText(QCoreApplication.translate("Settings", u"Programmet \u00f6ppnar inga n\u00e4tverksanslutningar. Allt ligger krypterat p\u00e5 den h\u00e4r datorn.", None))
        pass
    # retranslateUi

