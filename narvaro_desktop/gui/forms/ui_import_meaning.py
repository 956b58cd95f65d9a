# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_meaning.ui'
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

class Ui_ImportMeaning(object):
    def setupUi(self, ImportMeaning: QWidget) -> None:
        if not ImportMeaning.objectName():
            ImportMeaning.setObjectName(u"ImportMeaning")
        self.whole = QVBoxLayout(ImportMeaning)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.lead = QLabel(ImportMeaning)
        self.lead.setObjectName(u"lead")
        self.lead.setProperty(u"kind", u"body2")
        self.lead.setWordWrap(True)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.lead)

        self.asked = QFrame(ImportMeaning)
        self.asked.setObjectName(u"asked")
        self.asked.setProperty(u"surface", u"card")
        self.askedLines = QVBoxLayout(self.asked)
        self.askedLines.setSpacing(10)
        self.askedLines.setObjectName(u"askedLines")
        self.askedLines.setContentsMargins(20, 16, 20, 18)
        self.questions = QVBoxLayout()
        self.questions.setSpacing(18)
        self.questions.setObjectName(u"questions")
        self.questions.setContentsMargins(0, 0, 0, 0)

        self.askedLines.addLayout(self.questions)


        self.whole.addWidget(self.asked)

        self.check = QLabel(ImportMeaning)
        self.check.setObjectName(u"check")
        self.check.setProperty(u"kind", u"body2")
        self.check.setWordWrap(True)
        self.check.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.check)

        self.origin = QFrame(ImportMeaning)
        self.origin.setObjectName(u"origin")
        self.origin.setProperty(u"surface", u"card")
        self.originLines = QVBoxLayout(self.origin)
        self.originLines.setSpacing(10)
        self.originLines.setObjectName(u"originLines")
        self.originLines.setContentsMargins(20, 16, 20, 18)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(14)
        self.fields.setObjectName(u"fields")
        self.fields.setContentsMargins(0, 0, 0, 0)

        self.originLines.addLayout(self.fields)


        self.whole.addWidget(self.origin)

        self.room4 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.room4)


        self.retranslateUi(ImportMeaning)

        QMetaObject.connectSlotsByName(ImportMeaning)
    # setupUi

    def retranslateUi(self, ImportMeaning: QWidget) -> None:
#if QT_CONFIG(accessibility)
        ImportMeaning.setAccessibleName(QCoreApplication.translate("ImportMeaning", u"Betydelse", None))
#endif // QT_CONFIG(accessibility)
        self.lead.setText(QCoreApplication.translate("ImportMeaning", u"N\u00e5gra saker kan ingen fil ber\u00e4tta. Svaren f\u00f6ljer med uppl\u00e4gget och fr\u00e5gas inte igen.", None))
        self.check.setText("")
    # retranslateUi

