# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'start.ui'
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
from narvaro_desktop.gui.widgets.mark import Mark
from narvaro_desktop.gui.widgets.message_bar import MessageBar

class Ui_Start(object):
    def setupUi(self, Start: QWidget) -> None:
        if not Start.objectName():
            Start.setObjectName(u"Start")
        Start.setProperty(u"surface", u"app")
        self.around = QVBoxLayout(Start)
        self.around.setSpacing(0)
        self.around.setObjectName(u"around")
        self.around.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(Start)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.inner.setProperty(u"surface", u"clear")
        self.whole = QVBoxLayout(self.inner)
        self.whole.setSpacing(14)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(32, 24, 32, 24)
        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.spacerItem)

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

        self.lead = QLabel(self.inner)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"lead")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)
        self.lead.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.whole.addWidget(self.lead)

        self.bar = MessageBar(self.inner)
        self.bar.setObjectName(u"bar")

        self.whole.addWidget(self.bar)

        self.cards = QHBoxLayout()
        self.cards.setSpacing(16)
        self.cards.setObjectName(u"cards")
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.practiseCard = QFrame(self.inner)
        self.practiseCard.setObjectName(u"practiseCard")
        self.practiseCard.setProperty(u"surface", u"card")
        self.practiseColumn = QVBoxLayout(self.practiseCard)
        self.practiseColumn.setSpacing(14)
        self.practiseColumn.setObjectName(u"practiseColumn")
        self.practiseColumn.setContentsMargins(20, 20, 20, 20)
        self.practiseMark = Mark(self.practiseCard)
        self.practiseMark.setObjectName(u"practiseMark")
        self.practiseMark.setProperty(u"iconName", u"graduation-cap")

        self.practiseColumn.addWidget(self.practiseMark, 0, Qt.AlignmentFlag.AlignLeft)

        self.practiseTitle = QLabel(self.practiseCard)
        self.practiseTitle.setObjectName(u"practiseTitle")
        self.practiseTitle.setProperty(u"kind", u"h2")
        self.practiseTitle.setWordWrap(True)
        self.practiseTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.practiseColumn.addWidget(self.practiseTitle)

        self.practiseText = QLabel(self.practiseCard)
        self.practiseText.setObjectName(u"practiseText")
        self.practiseText.setProperty(u"kind", u"body2")
        self.practiseText.setWordWrap(True)
        self.practiseText.setTextFormat(Qt.TextFormat.PlainText)

        self.practiseColumn.addWidget(self.practiseText)

        self.spacerItem1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.practiseColumn.addItem(self.spacerItem1)

        self.practise = Button(self.practiseCard)
        self.practise.setObjectName(u"practise")
        self.practise.setProperty(u"kind", u"primary")

        self.practiseColumn.addWidget(self.practise)


        self.cards.addWidget(self.practiseCard)

        self.schoolCard = QFrame(self.inner)
        self.schoolCard.setObjectName(u"schoolCard")
        self.schoolCard.setProperty(u"surface", u"card")
        self.schoolColumn = QVBoxLayout(self.schoolCard)
        self.schoolColumn.setSpacing(14)
        self.schoolColumn.setObjectName(u"schoolColumn")
        self.schoolColumn.setContentsMargins(20, 20, 20, 20)
        self.schoolMark = Mark(self.schoolCard)
        self.schoolMark.setObjectName(u"schoolMark")
        self.schoolMark.setProperty(u"iconName", u"school")

        self.schoolColumn.addWidget(self.schoolMark, 0, Qt.AlignmentFlag.AlignLeft)

        self.schoolTitle = QLabel(self.schoolCard)
        self.schoolTitle.setObjectName(u"schoolTitle")
        self.schoolTitle.setProperty(u"kind", u"h2")
        self.schoolTitle.setWordWrap(True)
        self.schoolTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.schoolColumn.addWidget(self.schoolTitle)

        self.schoolText = QLabel(self.schoolCard)
        self.schoolText.setObjectName(u"schoolText")
        self.schoolText.setProperty(u"kind", u"body2")
        self.schoolText.setWordWrap(True)
        self.schoolText.setTextFormat(Qt.TextFormat.PlainText)

        self.schoolColumn.addWidget(self.schoolText)

        self.spacerItem2 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.schoolColumn.addItem(self.spacerItem2)

        self.school = Button(self.schoolCard)
        self.school.setObjectName(u"school")

        self.schoolColumn.addWidget(self.school)


        self.cards.addWidget(self.schoolCard)

        self.huvudmanCard = QFrame(self.inner)
        self.huvudmanCard.setObjectName(u"huvudmanCard")
        self.huvudmanCard.setProperty(u"surface", u"card")
        self.huvudmanColumn = QVBoxLayout(self.huvudmanCard)
        self.huvudmanColumn.setSpacing(14)
        self.huvudmanColumn.setObjectName(u"huvudmanColumn")
        self.huvudmanColumn.setContentsMargins(20, 20, 20, 20)
        self.huvudmanMark = Mark(self.huvudmanCard)
        self.huvudmanMark.setObjectName(u"huvudmanMark")
        self.huvudmanMark.setProperty(u"iconName", u"inbox")

        self.huvudmanColumn.addWidget(self.huvudmanMark, 0, Qt.AlignmentFlag.AlignLeft)

        self.huvudmanTitle = QLabel(self.huvudmanCard)
        self.huvudmanTitle.setObjectName(u"huvudmanTitle")
        self.huvudmanTitle.setProperty(u"kind", u"h2")
        self.huvudmanTitle.setWordWrap(True)
        self.huvudmanTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.huvudmanColumn.addWidget(self.huvudmanTitle)

        self.huvudmanText = QLabel(self.huvudmanCard)
        self.huvudmanText.setObjectName(u"huvudmanText")
        self.huvudmanText.setProperty(u"kind", u"body2")
        self.huvudmanText.setWordWrap(True)
        self.huvudmanText.setTextFormat(Qt.TextFormat.PlainText)

        self.huvudmanColumn.addWidget(self.huvudmanText)

        self.spacerItem3 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.huvudmanColumn.addItem(self.spacerItem3)

        self.huvudman = Button(self.huvudmanCard)
        self.huvudman.setObjectName(u"huvudman")

        self.huvudmanColumn.addWidget(self.huvudman)


        self.cards.addWidget(self.huvudmanCard)

        self.cards.setStretch(0, 1)
        self.cards.setStretch(1, 1)
        self.cards.setStretch(2, 1)

        self.whole.addLayout(self.cards)

        self.known = QLabel(self.inner)
        self.known.setObjectName(u"known")
        self.known.setProperty(u"kind", u"strong")
        self.known.setWordWrap(True)
        self.known.setTextFormat(Qt.TextFormat.PlainText)
        self.known.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.whole.addWidget(self.known)

        self.vaults = QVBoxLayout()
        self.vaults.setSpacing(4)
        self.vaults.setObjectName(u"vaults")
        self.vaults.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.vaults)

        self.join = Button(self.inner)
        self.join.setObjectName(u"join")
        self.join.setProperty(u"kind", u"quiet")
        self.join.setProperty(u"iconName", u"users")

        self.whole.addWidget(self.join, 0, Qt.AlignmentFlag.AlignHCenter)

        self.open = Button(self.inner)
        self.open.setObjectName(u"open")
        self.open.setProperty(u"kind", u"quiet")
        self.open.setProperty(u"iconName", u"folder-open")

        self.whole.addWidget(self.open, 0, Qt.AlignmentFlag.AlignHCenter)

        self.restore = Button(self.inner)
        self.restore.setObjectName(u"restore")
        self.restore.setProperty(u"kind", u"quiet")
        self.restore.setProperty(u"iconName", u"history")

        self.whole.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignHCenter)

        self.spacerItem4 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.spacerItem4)

        self.scroll.setWidget(self.inner)

        self.around.addWidget(self.scroll)

        QWidget.setTabOrder(self.practise, self.school)
        QWidget.setTabOrder(self.school, self.huvudman)
        QWidget.setTabOrder(self.huvudman, self.join)
        QWidget.setTabOrder(self.join, self.open)
        QWidget.setTabOrder(self.open, self.restore)

        self.retranslateUi(Start)

        QMetaObject.connectSlotsByName(Start)
    # setupUi

    def retranslateUi(self, Start: QWidget) -> None:
        Start.setWindowTitle(QCoreApplication.translate("Start", u"N\u00e4rvaro", None))
#if QT_CONFIG(accessibility)
        Start.setAccessibleName(QCoreApplication.translate("Start", u"N\u00e4rvaro", None))
#endif // QT_CONFIG(accessibility)
        self.title.setText(QCoreApplication.translate("Start", u"V\u00e4lkommen till N\u00e4rvaro", None))
        self.lead.setText(QCoreApplication.translate("Start", u"Fr\u00e5n f\u00f6rsta oron till en anm\u00e4lan som huvudmannen har svarat p\u00e5.", None))
#if QT_CONFIG(accessibility)
        self.practiseCard.setAccessibleName(QCoreApplication.translate("Start", u"Prova med en p\u00e5hittad skola", None))
#endif // QT_CONFIG(accessibility)
        self.practiseTitle.setText(QCoreApplication.translate("Start", u"Prova med en p\u00e5hittad skola", None))
        self.practiseText.setText(QCoreApplication.translate("Start", u"Ekbackens skola har 412 p\u00e5hittade elever. Titta runt och klicka p\u00e5 allt: inget h\u00e4r \u00e4r p\u00e5 riktigt.", None))
        self.practise.setText(QCoreApplication.translate("Start", u"Prova", None))
#if QT_CONFIG(accessibility)
        self.practise.setAccessibleName(QCoreApplication.translate("Start", u"Prova med en p\u00e5hittad skola", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.practise.setAccessibleDescription(QCoreApplication.translate("Start", u"Ekbackens skola har 412 p\u00e5hittade elever. Titta runt och klicka p\u00e5 allt: inget h\u00e4r \u00e4r p\u00e5 riktigt.", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.schoolCard.setAccessibleName(QCoreApplication.translate("Start", u"Kom ig\u00e5ng med v\u00e5r skola", None))
#endif // QT_CONFIG(accessibility)
        self.schoolTitle.setText(QCoreApplication.translate("Start", u"Kom ig\u00e5ng med v\u00e5r skola", None))
        self.schoolText.setText(QCoreApplication.translate("Start", u"Tre fr\u00e5gor, sedan \u00e4r ni i g\u00e5ng. Allt ligger krypterat p\u00e5 den h\u00e4r datorn.", None))
        self.school.setText(QCoreApplication.translate("Start", u"Kom ig\u00e5ng", None))
#if QT_CONFIG(accessibility)
        self.school.setAccessibleName(QCoreApplication.translate("Start", u"Kom ig\u00e5ng med v\u00e5r skola", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.school.setAccessibleDescription(QCoreApplication.translate("Start", u"Tre fr\u00e5gor, sedan \u00e4r ni i g\u00e5ng. Allt ligger krypterat p\u00e5 den h\u00e4r datorn.", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.huvudmanCard.setAccessibleName(QCoreApplication.translate("Start", u"Vi tar emot anm\u00e4lningar", None))
#endif // QT_CONFIG(accessibility)
        self.huvudmanTitle.setText(QCoreApplication.translate("Start", u"Vi tar emot anm\u00e4lningar", None))
        self.huvudmanText.setText(QCoreApplication.translate("Start", u"F\u00f6r huvudmannens mottagare: \u00f6ppna det som skolorna har f\u00f6rseglat, och svara.", None))
        self.huvudman.setText(QCoreApplication.translate("Start", u"Kom ig\u00e5ng", None))
#if QT_CONFIG(accessibility)
        self.huvudman.setAccessibleName(QCoreApplication.translate("Start", u"Vi tar emot anm\u00e4lningar", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.huvudman.setAccessibleDescription(QCoreApplication.translate("Start", u"F\u00f6r huvudmannens mottagare: \u00f6ppna det som skolorna har f\u00f6rseglat, och svara.", None))
#endif // QT_CONFIG(accessibility)
        self.known.setText(QCoreApplication.translate("Start", u"Valv p\u00e5 den h\u00e4r datorn", None))
        self.join.setText(QCoreApplication.translate("Start", u"Anslut den h\u00e4r datorn till en skola \u2026", None))
#if QT_CONFIG(accessibility)
        self.join.setAccessibleDescription(QCoreApplication.translate("Start", u"N\u00e4r skolan redan anv\u00e4nder N\u00e4rvaro p\u00e5 en annan dator: du f\u00e5r ett eget valv h\u00e4r, och skolans uppgifter med en fil d\u00e4rifr\u00e5n.", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.join.setToolTip(QCoreApplication.translate("Start", u"N\u00e4r skolan redan anv\u00e4nder N\u00e4rvaro p\u00e5 en annan dator: du f\u00e5r ett eget valv h\u00e4r, och skolans uppgifter med en fil d\u00e4rifr\u00e5n.", None))
#endif // QT_CONFIG(tooltip)
        self.open.setText(QCoreApplication.translate("Start", u"\u00d6ppna ett valv \u2026", None))
        self.restore.setText(QCoreApplication.translate("Start", u"\u00c5terst\u00e4ll en s\u00e4kerhetskopia \u2026", None))
    # retranslateUi

