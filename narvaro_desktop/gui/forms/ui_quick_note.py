# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'quick_note.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QLineEdit,
    QListWidget, QListWidgetItem, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
class Ui_QuickNote(object):
    def setupUi(self, QuickNote: QWidget) -> None:
        if not QuickNote.objectName():
            QuickNote.setObjectName(u"QuickNote")
        QuickNote.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(QuickNote)
        self.down.setSpacing(12)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(0, 0, 0, 0)
        self.person = QWidget(QuickNote)
        self.person.setObjectName(u"person")
        self.personLine = QHBoxLayout(self.person)
        self.personLine.setSpacing(8)
        self.personLine.setObjectName(u"personLine")
        self.personLine.setContentsMargins(0, 0, 0, 0)
        self.name = QLabel(self.person)
        self.name.setObjectName(u"name")
        self.name.setProperty(u"kind", u"strong")
        self.name.setTextFormat(Qt.TextFormat.PlainText)

        self.personLine.addWidget(self.name)

        self.className = QLabel(self.person)
        self.className.setObjectName(u"className")
        self.className.setProperty(u"kind", u"caption")
        self.className.setTextFormat(Qt.TextFormat.PlainText)

        self.personLine.addWidget(self.className)

        self.personRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.personLine.addItem(self.personRest)

        self.change = Button(self.person)
        self.change.setObjectName(u"change")
        self.change.setProperty(u"kind", u"link")

        self.personLine.addWidget(self.change)

        self.personLine.setStretch(2, 1)

        self.down.addWidget(self.person)

        self.search = QWidget(QuickNote)
        self.search.setObjectName(u"search")
        self.searchColumn = QVBoxLayout(self.search)
        self.searchColumn.setSpacing(4)
        self.searchColumn.setObjectName(u"searchColumn")
        self.searchColumn.setContentsMargins(0, 0, 0, 0)
        self.searchLabel = QLabel(self.search)
        self.searchLabel.setObjectName(u"searchLabel")
        self.searchLabel.setProperty(u"kind", u"label")

        self.searchColumn.addWidget(self.searchLabel)

        self.field = QLineEdit(self.search)
        self.field.setObjectName(u"field")
        self.field.setClearButtonEnabled(True)

        self.searchColumn.addWidget(self.field)

        self.matches = QListWidget(self.search)
        self.matches.setObjectName(u"matches")
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.searchColumn.addWidget(self.matches)


        self.down.addWidget(self.search)

        self.kindPlace = QVBoxLayout()
        self.kindPlace.setObjectName(u"kindPlace")

        self.down.addLayout(self.kindPlace)

        self.partyPlace = QVBoxLayout()
        self.partyPlace.setObjectName(u"partyPlace")

        self.down.addLayout(self.partyPlace)

        self.textPlace = QVBoxLayout()
        self.textPlace.setObjectName(u"textPlace")

        self.down.addLayout(self.textPlace)

        self.dutyPlace = QVBoxLayout()
        self.dutyPlace.setSpacing(4)
        self.dutyPlace.setObjectName(u"dutyPlace")

        self.down.addLayout(self.dutyPlace)

#if QT_CONFIG(shortcut)
        self.searchLabel.setBuddy(self.field)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(QuickNote)

        QMetaObject.connectSlotsByName(QuickNote)
    # setupUi

    def retranslateUi(self, QuickNote: QWidget) -> None:
        self.change.setText(QCoreApplication.translate("QuickNote", u"Byt elev", None))
        self.searchLabel.setText(QCoreApplication.translate("QuickNote", u"Elev", None))
        self.field.setPlaceholderText(QCoreApplication.translate("QuickNote", u"Skriv namn eller klass", None))
#if QT_CONFIG(accessibility)
        self.field.setAccessibleName(QCoreApplication.translate("QuickNote", u"Elev", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.matches.setAccessibleName(QCoreApplication.translate("QuickNote", u"Elever som passar", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

