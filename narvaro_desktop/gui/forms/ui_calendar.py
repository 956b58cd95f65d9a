# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'calendar.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.message_bar import MessageBar

class Ui_CalendarForm(object):
    def setupUi(self, CalendarForm: QWidget) -> None:
        if not CalendarForm.objectName():
            CalendarForm.setObjectName(u"CalendarForm")
        self.column = QVBoxLayout(CalendarForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.bar = MessageBar(CalendarForm)
        self.bar.setObjectName(u"bar")

        self.column.addWidget(self.bar)

        self.lead = QLabel(CalendarForm)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"body2")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.lead)

        self.termsTitle = QLabel(CalendarForm)
        self.termsTitle.setObjectName(u"termsTitle")
        self.termsTitle.setProperty(u"kind", u"h2")
        self.termsTitle.setWordWrap(True)
        self.termsTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.termsTitle)

        self.terms = QVBoxLayout()
        self.terms.setSpacing(8)
        self.terms.setObjectName(u"terms")
        self.terms.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.terms)

        self.breaksTitle = QLabel(CalendarForm)
        self.breaksTitle.setObjectName(u"breaksTitle")
        self.breaksTitle.setProperty(u"kind", u"h2")
        self.breaksTitle.setWordWrap(True)
        self.breaksTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.breaksTitle)

        self.breaks = QVBoxLayout()
        self.breaks.setSpacing(8)
        self.breaks.setObjectName(u"breaks")
        self.breaks.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.breaks)

        self.addLine = QHBoxLayout()
        self.addLine.setSpacing(8)
        self.addLine.setObjectName(u"addLine")
        self.addLine.setContentsMargins(0, 0, 0, 0)
        self.addBreak = Button(CalendarForm)
        self.addBreak.setObjectName(u"addBreak")
        self.addBreak.setProperty(u"kind", u"quiet")
        self.addBreak.setProperty(u"iconName", u"plus")

        self.addLine.addWidget(self.addBreak)

        self.room2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.addLine.addItem(self.room2)


        self.column.addLayout(self.addLine)

        self.days = QVBoxLayout()
        self.days.setSpacing(8)
        self.days.setObjectName(u"days")
        self.days.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.days)


        self.retranslateUi(CalendarForm)

        QMetaObject.connectSlotsByName(CalendarForm)
    # setupUi

    def retranslateUi(self, CalendarForm: QWidget) -> None:
        self.lead.setText(QCoreApplication.translate("CalendarForm", u"Helgdagar r\u00e4knas ut. Lov och studiedagar beh\u00f6vs f\u00f6r att frister och andelar ska r\u00e4knas p\u00e5 r\u00e4tt dagar.", None))
        self.termsTitle.setText(QCoreApplication.translate("CalendarForm", u"Terminer", None))
        self.breaksTitle.setText(QCoreApplication.translate("CalendarForm", u"Lov", None))
        self.addBreak.setText(QCoreApplication.translate("CalendarForm", u"L\u00e4gg till lov", None))
        pass
    # retranslateUi

