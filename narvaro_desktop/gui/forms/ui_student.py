# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'student.ui'
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

class Ui_StudentForm(object):
    def setupUi(self, StudentForm: QWidget) -> None:
        if not StudentForm.objectName():
            StudentForm.setObjectName(u"StudentForm")
        self.column = QVBoxLayout(StudentForm)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.bar = MessageBar(StudentForm)
        self.bar.setObjectName(u"bar")

        self.column.addWidget(self.bar)

        self.absence = QLabel(StudentForm)
        self.absence.setObjectName(u"absence")
        self.absence.setProperty(u"kind", u"body2")
        self.absence.setWordWrap(True)
        self.absence.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.absence)

        self.advice = QLabel(StudentForm)
        self.advice.setObjectName(u"advice")
        self.advice.setProperty(u"kind", u"caption2")
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.advice)

        self.acts = QVBoxLayout()
        self.acts.setSpacing(8)
        self.acts.setObjectName(u"acts")
        self.acts.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.acts)

        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.fields.setObjectName(u"fields")
        self.fields.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.fields)

        self.guardiansPart = QWidget(StudentForm)
        self.guardiansPart.setObjectName(u"guardiansPart")
        self.guardiansColumn = QVBoxLayout(self.guardiansPart)
        self.guardiansColumn.setSpacing(8)
        self.guardiansColumn.setObjectName(u"guardiansColumn")
        self.guardiansColumn.setContentsMargins(0, 0, 0, 0)
        self.guardiansTitle = QLabel(self.guardiansPart)
        self.guardiansTitle.setObjectName(u"guardiansTitle")
        self.guardiansTitle.setProperty(u"kind", u"h2")
        self.guardiansTitle.setWordWrap(True)
        self.guardiansTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.guardiansColumn.addWidget(self.guardiansTitle)

        self.guardians = QVBoxLayout()
        self.guardians.setSpacing(8)
        self.guardians.setObjectName(u"guardians")
        self.guardians.setContentsMargins(0, 0, 0, 0)

        self.guardiansColumn.addLayout(self.guardians)

        self.addLine = QHBoxLayout()
        self.addLine.setSpacing(8)
        self.addLine.setObjectName(u"addLine")
        self.addLine.setContentsMargins(0, 0, 0, 0)
        self.addGuardian = Button(self.guardiansPart)
        self.addGuardian.setObjectName(u"addGuardian")
        self.addGuardian.setProperty(u"kind", u"quiet")
        self.addGuardian.setProperty(u"iconName", u"plus")

        self.addLine.addWidget(self.addGuardian)

        self.room1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.addLine.addItem(self.room1)


        self.guardiansColumn.addLayout(self.addLine)


        self.column.addWidget(self.guardiansPart)


        self.retranslateUi(StudentForm)

        QMetaObject.connectSlotsByName(StudentForm)
    # setupUi

    def retranslateUi(self, StudentForm: QWidget) -> None:
        self.absence.setText("")
        self.advice.setText(QCoreApplication.translate("StudentForm", u"Elever med skyddade personuppgifter b\u00f6r inte registreras h\u00e4r. Ett markerat namn syns inte i listor och g\u00e5r inte att f\u00f6rsegla, skriva ut eller spara som fil.", None))
        self.guardiansTitle.setText(QCoreApplication.translate("StudentForm", u"V\u00e5rdnadshavare", None))
        self.addGuardian.setText(QCoreApplication.translate("StudentForm", u"L\u00e4gg till v\u00e5rdnadshavare", None))
        pass
    # retranslateUi

