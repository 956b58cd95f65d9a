# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_preview.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QFrame,
    QHBoxLayout, QHeaderView, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.table_view import Table

class Ui_ImportPreview(object):
    def setupUi(self, ImportPreview: QWidget) -> None:
        if not ImportPreview.objectName():
            ImportPreview.setObjectName(u"ImportPreview")
        self.whole = QVBoxLayout(ImportPreview)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.about = QLabel(ImportPreview)
        self.about.setObjectName(u"about")
        self.about.setProperty(u"kind", u"body2")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.about)

        self.figures = QVBoxLayout()
        self.figures.setSpacing(0)
        self.figures.setObjectName(u"figures")
        self.figures.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.figures)

        self.sum = QLabel(ImportPreview)
        self.sum.setObjectName(u"sum")
        self.sum.setProperty(u"kind", u"body2")
        self.sum.setWordWrap(True)
        self.sum.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.sum)

        self.notes = QLabel(ImportPreview)
        self.notes.setObjectName(u"notes")
        self.notes.setProperty(u"kind", u"warn")
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.notes)

        self.students = QFrame(ImportPreview)
        self.students.setObjectName(u"students")
        self.students.setProperty(u"surface", u"card")
        self.studentsLines = QVBoxLayout(self.students)
        self.studentsLines.setSpacing(10)
        self.studentsLines.setObjectName(u"studentsLines")
        self.studentsLines.setContentsMargins(20, 16, 20, 18)
        self.studentsTitle = QLabel(self.students)
        self.studentsTitle.setObjectName(u"studentsTitle")
        self.studentsTitle.setProperty(u"kind", u"h2")
        self.studentsTitle.setWordWrap(True)
        self.studentsTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.studentsLines.addWidget(self.studentsTitle)

        self.addNew = QCheckBox(self.students)
        self.addNew.setObjectName(u"addNew")
        self.addNew.setChecked(True)

        self.studentsLines.addWidget(self.addNew)

        self.moved = QLabel(self.students)
        self.moved.setObjectName(u"moved")
        self.moved.setProperty(u"kind", u"body2")
        self.moved.setWordWrap(True)
        self.moved.setTextFormat(Qt.TextFormat.PlainText)

        self.studentsLines.addWidget(self.moved)

        self.hidden = QLabel(self.students)
        self.hidden.setObjectName(u"hidden")
        self.hidden.setProperty(u"kind", u"warn")
        self.hidden.setWordWrap(True)
        self.hidden.setTextFormat(Qt.TextFormat.PlainText)

        self.studentsLines.addWidget(self.hidden)

        self.questions = QVBoxLayout()
        self.questions.setSpacing(10)
        self.questions.setObjectName(u"questions")
        self.questions.setContentsMargins(0, 0, 0, 0)

        self.studentsLines.addLayout(self.questions)


        self.whole.addWidget(self.students)

        self.days = QFrame(ImportPreview)
        self.days.setObjectName(u"days")
        self.days.setProperty(u"surface", u"card")
        self.daysLines = QVBoxLayout(self.days)
        self.daysLines.setSpacing(10)
        self.daysLines.setObjectName(u"daysLines")
        self.daysLines.setContentsMargins(20, 16, 20, 18)
        self.daysTitle = QLabel(self.days)
        self.daysTitle.setObjectName(u"daysTitle")
        self.daysTitle.setProperty(u"kind", u"h2")
        self.daysTitle.setWordWrap(True)
        self.daysTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.daysLines.addWidget(self.daysTitle)

        self.until = QVBoxLayout()
        self.until.setSpacing(12)
        self.until.setObjectName(u"until")
        self.until.setContentsMargins(0, 0, 0, 0)

        self.daysLines.addLayout(self.until)

        self.outside = QLabel(self.days)
        self.outside.setObjectName(u"outside")
        self.outside.setProperty(u"kind", u"body2")
        self.outside.setWordWrap(True)
        self.outside.setTextFormat(Qt.TextFormat.PlainText)

        self.daysLines.addWidget(self.outside)

        self.mode = QVBoxLayout()
        self.mode.setSpacing(6)
        self.mode.setObjectName(u"mode")
        self.mode.setContentsMargins(0, 0, 0, 0)

        self.daysLines.addLayout(self.mode)


        self.whole.addWidget(self.days)

        self.names = QFrame(ImportPreview)
        self.names.setObjectName(u"names")
        self.names.setProperty(u"surface", u"card")
        self.namesLines = QVBoxLayout(self.names)
        self.namesLines.setSpacing(10)
        self.namesLines.setObjectName(u"namesLines")
        self.namesLines.setContentsMargins(20, 16, 20, 18)
        self.namesTitle = QLabel(self.names)
        self.namesTitle.setObjectName(u"namesTitle")
        self.namesTitle.setProperty(u"kind", u"h2")
        self.namesTitle.setWordWrap(True)
        self.namesTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.namesLines.addWidget(self.namesTitle)

        self.namesShown = QLabel(self.names)
        self.namesShown.setObjectName(u"namesShown")
        self.namesShown.setProperty(u"kind", u"body")
        self.namesShown.setWordWrap(True)
        self.namesShown.setTextFormat(Qt.TextFormat.PlainText)

        self.namesLines.addWidget(self.namesShown)

        self.namesLine = QHBoxLayout()
        self.namesLine.setSpacing(10)
        self.namesLine.setObjectName(u"namesLine")
        self.namesLine.setContentsMargins(0, 0, 0, 0)
        self.encodingLabel = QLabel(self.names)
        self.encodingLabel.setObjectName(u"encodingLabel")
        self.encodingLabel.setProperty(u"kind", u"label")
        self.encodingLabel.setWordWrap(False)
        self.encodingLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.namesLine.addWidget(self.encodingLabel)

        self.encoding = QComboBox(self.names)
        self.encoding.setObjectName(u"encoding")

        self.namesLine.addWidget(self.encoding)

        self.room5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.namesLine.addItem(self.room5)


        self.namesLines.addLayout(self.namesLine)


        self.whole.addWidget(self.names)

        self.faults = QFrame(ImportPreview)
        self.faults.setObjectName(u"faults")
        self.faults.setProperty(u"surface", u"card")
        self.faultsLines = QVBoxLayout(self.faults)
        self.faultsLines.setSpacing(10)
        self.faultsLines.setObjectName(u"faultsLines")
        self.faultsLines.setContentsMargins(20, 16, 20, 18)
        self.faultsTitle = QLabel(self.faults)
        self.faultsTitle.setObjectName(u"faultsTitle")
        self.faultsTitle.setProperty(u"kind", u"h2")
        self.faultsTitle.setWordWrap(True)
        self.faultsTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.faultsLines.addWidget(self.faultsTitle)

        self.faultRows = Table(self.faults)
        self.faultRows.setObjectName(u"faultRows")

        self.faultsLines.addWidget(self.faultRows)

        self.faultsLine = QHBoxLayout()
        self.faultsLine.setSpacing(8)
        self.faultsLine.setObjectName(u"faultsLine")
        self.faultsLine.setContentsMargins(0, 0, 0, 0)
        self.saveFaults = Button(self.faults)
        self.saveFaults.setObjectName(u"saveFaults")
        self.saveFaults.setProperty(u"kind", u"quiet")
        self.saveFaults.setProperty(u"iconName", u"file-down")

        self.faultsLine.addWidget(self.saveFaults)

        self.room6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.faultsLine.addItem(self.room6)


        self.faultsLines.addLayout(self.faultsLine)


        self.whole.addWidget(self.faults)

        self.coverage = QFrame(ImportPreview)
        self.coverage.setObjectName(u"coverage")
        self.coverage.setProperty(u"surface", u"card")
        self.coverageLines = QVBoxLayout(self.coverage)
        self.coverageLines.setSpacing(10)
        self.coverageLines.setObjectName(u"coverageLines")
        self.coverageLines.setContentsMargins(20, 16, 20, 18)
        self.coverageTitle = QLabel(self.coverage)
        self.coverageTitle.setObjectName(u"coverageTitle")
        self.coverageTitle.setProperty(u"kind", u"h2")
        self.coverageTitle.setWordWrap(True)
        self.coverageTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.coverageLines.addWidget(self.coverageTitle)

        self.coverageLead = QLabel(self.coverage)
        self.coverageLead.setObjectName(u"coverageLead")
        self.coverageLead.setProperty(u"kind", u"caption2")
        self.coverageLead.setWordWrap(True)
        self.coverageLead.setTextFormat(Qt.TextFormat.PlainText)

        self.coverageLines.addWidget(self.coverageLead)

        self.classes = QVBoxLayout()
        self.classes.setSpacing(0)
        self.classes.setObjectName(u"classes")
        self.classes.setContentsMargins(0, 0, 0, 0)

        self.coverageLines.addLayout(self.classes)


        self.whole.addWidget(self.coverage)

        self.room7 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.room7)


        self.retranslateUi(ImportPreview)

        QMetaObject.connectSlotsByName(ImportPreview)
    # setupUi

    def retranslateUi(self, ImportPreview: QWidget) -> None:
#if QT_CONFIG(accessibility)
        ImportPreview.setAccessibleName(QCoreApplication.translate("ImportPreview", u"F\u00f6rhandsgranskning", None))
#endif // QT_CONFIG(accessibility)
        self.about.setText("")
        self.sum.setText("")
        self.notes.setText("")
        self.studentsTitle.setText(QCoreApplication.translate("ImportPreview", u"Elever", None))
        self.moved.setText("")
        self.hidden.setText("")
        self.daysTitle.setText(QCoreApplication.translate("ImportPreview", u"Dagar och k\u00e4lla", None))
        self.outside.setText("")
        self.namesTitle.setText(QCoreApplication.translate("ImportPreview", u"Namn med \u00e5, \u00e4 och \u00f6", None))
        self.namesShown.setText("")
        self.encodingLabel.setText(QCoreApplication.translate("ImportPreview", u"Ser de fel ut, v\u00e4lj en annan teckenkodning", None))
#if QT_CONFIG(accessibility)
        self.encoding.setAccessibleName(QCoreApplication.translate("ImportPreview", u"Teckenkodning", None))
#endif // QT_CONFIG(accessibility)
        self.faultsTitle.setText(QCoreApplication.translate("ImportPreview", u"Rader som inte l\u00e4ses in", None))
#if QT_CONFIG(accessibility)
        self.faultRows.setAccessibleName(QCoreApplication.translate("ImportPreview", u"Rader som inte l\u00e4ses in", None))
#endif // QT_CONFIG(accessibility)
        self.saveFaults.setText(QCoreApplication.translate("ImportPreview", u"Spara som CSV \u2026", None))
        self.coverageTitle.setText(QCoreApplication.translate("ImportPreview", u"Rapporterad tid per klass", None))
        self.coverageLead.setText("")
    # retranslateUi

