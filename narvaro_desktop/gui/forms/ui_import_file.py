# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_file.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_ImportFile(object):
    def setupUi(self, ImportFile: QWidget) -> None:
        if not ImportFile.objectName():
            ImportFile.setObjectName(u"ImportFile")
        self.whole = QVBoxLayout(ImportFile)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.lead = QLabel(ImportFile)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"body2")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.lead)

        self.zone = QVBoxLayout()
        self.zone.setSpacing(0)
        self.zone.setObjectName(u"zone")
        self.zone.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.zone)

        self.advice = QLabel(ImportFile)
        self.advice.setObjectName(u"advice")
        self.advice.setProperty(u"kind", u"caption2")
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.advice)

        self.earlier = QFrame(ImportFile)
        self.earlier.setObjectName(u"earlier")
        self.earlier.setProperty(u"surface", u"card")
        self.earlierLines = QVBoxLayout(self.earlier)
        self.earlierLines.setSpacing(10)
        self.earlierLines.setObjectName(u"earlierLines")
        self.earlierLines.setContentsMargins(20, 16, 20, 18)
        self.earlierTitle = QLabel(self.earlier)
        self.earlierTitle.setObjectName(u"earlierTitle")
        self.earlierTitle.setProperty(u"kind", u"h2")
        self.earlierTitle.setWordWrap(True)
        self.earlierTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.earlierLines.addWidget(self.earlierTitle)

        self.batches = QVBoxLayout()
        self.batches.setSpacing(4)
        self.batches.setObjectName(u"batches")
        self.batches.setContentsMargins(0, 0, 0, 0)

        self.earlierLines.addLayout(self.batches)


        self.whole.addWidget(self.earlier)

        self.room1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.room1)


        self.retranslateUi(ImportFile)

        QMetaObject.connectSlotsByName(ImportFile)
    # setupUi

    def retranslateUi(self, ImportFile: QWidget) -> None:
#if QT_CONFIG(accessibility)
        ImportFile.setAccessibleName(QCoreApplication.translate("ImportFile", u"Fil", None))
#endif // QT_CONFIG(accessibility)
        self.lead.setText(QCoreApplication.translate("ImportFile", u"Ta ut fr\u00e5nvaron ur ert system som CSV eller Excel, en rad f\u00f6r varje lektion eller en f\u00f6r varje elev. V\u00e4lj filen h\u00e4r; inget l\u00e4ses in f\u00f6rr\u00e4n du har sett vad som h\u00e4nder.", None))
        self.advice.setText(QCoreApplication.translate("ImportFile", u"Elever med skyddade personuppgifter b\u00f6r inte registreras h\u00e4r. Rader som \u00e4r m\u00e4rkta s\u00e5 l\u00e4ses inte in, bara r\u00e4knas.", None))
        self.earlierTitle.setText(QCoreApplication.translate("ImportFile", u"Tidigare inl\u00e4sningar", None))
    # retranslateUi

