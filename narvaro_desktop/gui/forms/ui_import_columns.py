# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_columns.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QFrame, QGridLayout,
    QHBoxLayout, QLabel, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

class Ui_ImportColumns(object):
    def setupUi(self, ImportColumns: QWidget) -> None:
        if not ImportColumns.objectName():
            ImportColumns.setObjectName(u"ImportColumns")
        self.whole = QVBoxLayout(ImportColumns)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.lead = QLabel(ImportColumns)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"body2")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.lead)

        self.choices = QHBoxLayout()
        self.choices.setSpacing(8)
        self.choices.setObjectName(u"choices")
        self.choices.setContentsMargins(0, 0, 0, 0)
        self.sheetLabel = QLabel(ImportColumns)
        self.sheetLabel.setObjectName(u"sheetLabel")
        self.sheetLabel.setProperty(u"kind", u"label")
        self.sheetLabel.setWordWrap(False)
        self.sheetLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.choices.addWidget(self.sheetLabel)

        self.sheet = QComboBox(ImportColumns)
        self.sheet.setObjectName(u"sheet")

        self.choices.addWidget(self.sheet)

        self.encodingLabel = QLabel(ImportColumns)
        self.encodingLabel.setObjectName(u"encodingLabel")
        self.encodingLabel.setProperty(u"kind", u"label")
        self.encodingLabel.setWordWrap(False)
        self.encodingLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.choices.addWidget(self.encodingLabel)

        self.encoding = QComboBox(ImportColumns)
        self.encoding.setObjectName(u"encoding")

        self.choices.addWidget(self.encoding)

        self.room2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.choices.addItem(self.room2)


        self.whole.addLayout(self.choices)

        self.columns = QFrame(ImportColumns)
        self.columns.setObjectName(u"columns")
        self.columns.setProperty(u"surface", u"card")
        self.columnsLines = QVBoxLayout(self.columns)
        self.columnsLines.setSpacing(10)
        self.columnsLines.setObjectName(u"columnsLines")
        self.columnsLines.setContentsMargins(20, 16, 20, 18)
        self.grid = QGridLayout()
        self.grid.setSpacing(6)
        self.grid.setObjectName(u"grid")
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.headHeader = QLabel(self.columns)
        self.headHeader.setObjectName(u"headHeader")
        self.headHeader.setProperty(u"kind", u"caption2")
        self.headHeader.setWordWrap(True)
        self.headHeader.setTextFormat(Qt.TextFormat.PlainText)

        self.grid.addWidget(self.headHeader, 0, 0, 1, 1)

        self.headSamples = QLabel(self.columns)
        self.headSamples.setObjectName(u"headSamples")
        self.headSamples.setProperty(u"kind", u"caption2")
        self.headSamples.setWordWrap(True)
        self.headSamples.setTextFormat(Qt.TextFormat.PlainText)

        self.grid.addWidget(self.headSamples, 0, 1, 1, 1)

        self.headField = QLabel(self.columns)
        self.headField.setObjectName(u"headField")
        self.headField.setProperty(u"kind", u"caption2")
        self.headField.setWordWrap(True)
        self.headField.setTextFormat(Qt.TextFormat.PlainText)

        self.grid.addWidget(self.headField, 0, 2, 1, 1)

        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(1, 4)
        self.grid.setColumnStretch(2, 4)

        self.columnsLines.addLayout(self.grid)


        self.whole.addWidget(self.columns)

        self.lacking = QLabel(ImportColumns)
        self.lacking.setObjectName(u"lacking")
        self.lacking.setProperty(u"kind", u"warn")
        self.lacking.setWordWrap(True)
        self.lacking.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.lacking)

        self.room3 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.room3)


        self.retranslateUi(ImportColumns)

        QMetaObject.connectSlotsByName(ImportColumns)
    # setupUi

    def retranslateUi(self, ImportColumns: QWidget) -> None:
#if QT_CONFIG(accessibility)
        ImportColumns.setAccessibleName(QCoreApplication.translate("ImportColumns", u"Kolumner", None))
#endif // QT_CONFIG(accessibility)
        self.lead.setText(QCoreApplication.translate("ImportColumns", u"Det h\u00e4r uppl\u00e4gget har ni inte l\u00e4st in f\u00f6rut. S\u00e4g vad kolumnerna inneh\u00e5ller, s\u00e5 fr\u00e5gas det inte igen.", None))
        self.sheetLabel.setText(QCoreApplication.translate("ImportColumns", u"Blad", None))
#if QT_CONFIG(accessibility)
        self.sheet.setAccessibleName(QCoreApplication.translate("ImportColumns", u"Blad", None))
#endif // QT_CONFIG(accessibility)
        self.encodingLabel.setText(QCoreApplication.translate("ImportColumns", u"Teckenkodning", None))
#if QT_CONFIG(accessibility)
        self.encoding.setAccessibleName(QCoreApplication.translate("ImportColumns", u"Teckenkodning", None))
#endif // QT_CONFIG(accessibility)
        self.headHeader.setText(QCoreApplication.translate("ImportColumns", u"Kolumn i filen", None))
        self.headSamples.setText(QCoreApplication.translate("ImportColumns", u"S\u00e5 ser den ut", None))
        self.headField.setText(QCoreApplication.translate("ImportColumns", u"Inneh\u00e5ller", None))
        self.lacking.setText("")
    # retranslateUi

