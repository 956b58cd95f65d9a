# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'unlock.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QLabel, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.mark import Mark
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.passphrase_field import PassphraseField

class Ui_Unlock(object):
    def setupUi(self, Unlock: QWidget) -> None:
        if not Unlock.objectName():
            Unlock.setObjectName(u"Unlock")
        Unlock.setProperty(u"surface", u"app")
        self.around = QVBoxLayout(Unlock)
        self.around.setSpacing(0)
        self.around.setObjectName(u"around")
        self.around.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(Unlock)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.inner.setProperty(u"surface", u"clear")
        self.whole = QVBoxLayout(self.inner)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(36, 32, 36, 28)
        self.mark = Mark(self.inner)
        self.mark.setObjectName(u"mark")
        self.mark.setProperty(u"iconName", u"footprints")

        self.whole.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)

        self.title = QLabel(self.inner)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"kind", u"h1")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.whole.addWidget(self.title)

        self.place = QLabel(self.inner)
        self.place.setObjectName(u"place")
        self.place.setProperty(u"kind", u"caption")
        self.place.setWordWrap(True)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.whole.addWidget(self.place)

        self.bar = MessageBar(self.inner)
        self.bar.setObjectName(u"bar")

        self.whole.addWidget(self.bar)

        self.who = QVBoxLayout()
        self.who.setSpacing(4)
        self.who.setObjectName(u"who")
        self.who.setContentsMargins(0, 0, 0, 0)
        self.personLabel = QLabel(self.inner)
        self.personLabel.setObjectName(u"personLabel")
        self.personLabel.setProperty(u"kind", u"label")
        self.personLabel.setWordWrap(True)
        self.personLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.who.addWidget(self.personLabel)

        self.person = QComboBox(self.inner)
        self.person.setObjectName(u"person")

        self.who.addWidget(self.person)


        self.whole.addLayout(self.who)

        self.what = QVBoxLayout()
        self.what.setSpacing(4)
        self.what.setObjectName(u"what")
        self.what.setContentsMargins(0, 0, 0, 0)
        self.passphraseLabel = QLabel(self.inner)
        self.passphraseLabel.setObjectName(u"passphraseLabel")
        self.passphraseLabel.setProperty(u"kind", u"label")
        self.passphraseLabel.setWordWrap(True)
        self.passphraseLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.what.addWidget(self.passphraseLabel)

        self.passphrase = PassphraseField(self.inner)
        self.passphrase.setObjectName(u"passphrase")

        self.what.addWidget(self.passphrase)

        self.fault = QLabel(self.inner)
        self.fault.setObjectName(u"fault")
        self.fault.setProperty(u"kind", u"fault")
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)

        self.what.addWidget(self.fault)


        self.whole.addLayout(self.what)

        self.unlock = Button(self.inner)
        self.unlock.setObjectName(u"unlock")
        self.unlock.setProperty(u"kind", u"primary")

        self.whole.addWidget(self.unlock)

        self.ways = QVBoxLayout()
        self.ways.setSpacing(2)
        self.ways.setObjectName(u"ways")
        self.ways.setContentsMargins(0, 0, 0, 0)
        self.forgotten = Button(self.inner)
        self.forgotten.setObjectName(u"forgotten")
        self.forgotten.setProperty(u"kind", u"link")

        self.ways.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignHCenter)

        self.other = Button(self.inner)
        self.other.setObjectName(u"other")
        self.other.setProperty(u"kind", u"link")

        self.ways.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)


        self.whole.addLayout(self.ways)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.spacerItem)

        self.scroll.setWidget(self.inner)

        self.around.addWidget(self.scroll)

#if QT_CONFIG(shortcut)
        self.personLabel.setBuddy(self.person)
        self.passphraseLabel.setBuddy(self.passphrase)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.person, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.unlock)
        QWidget.setTabOrder(self.unlock, self.forgotten)
        QWidget.setTabOrder(self.forgotten, self.other)

        self.retranslateUi(Unlock)

        self.unlock.setDefault(True)


        QMetaObject.connectSlotsByName(Unlock)
    # setupUi

    def retranslateUi(self, Unlock: QWidget) -> None:
        Unlock.setWindowTitle(QCoreApplication.translate("Unlock", u"L\u00e5s upp \u2013 N\u00e4rvaro", None))
#if QT_CONFIG(accessibility)
        Unlock.setAccessibleName(QCoreApplication.translate("Unlock", u"L\u00e5s upp", None))
#endif // QT_CONFIG(accessibility)
        self.title.setText(QCoreApplication.translate("Unlock", u"L\u00e5s upp", None))
        self.place.setText("")
        self.personLabel.setText(QCoreApplication.translate("Unlock", u"Vem \u00e4r du?", None))
        self.passphraseLabel.setText(QCoreApplication.translate("Unlock", u"L\u00f6senfras", None))
        self.fault.setText("")
        self.unlock.setText(QCoreApplication.translate("Unlock", u"L\u00e5s upp", None))
        self.forgotten.setText(QCoreApplication.translate("Unlock", u"Jag har gl\u00f6mt min l\u00f6senfras", None))
        self.other.setText(QCoreApplication.translate("Unlock", u"\u00d6ppna ett annat valv", None))
    # retranslateUi

