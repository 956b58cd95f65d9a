# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_done.ui'
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
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button

class Ui_ImportDone(object):
    def setupUi(self, ImportDone: QWidget) -> None:
        if not ImportDone.objectName():
            ImportDone.setObjectName(u"ImportDone")
        self.whole = QVBoxLayout(ImportDone)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.result = QFrame(ImportDone)
        self.result.setObjectName(u"result")
        self.result.setProperty(u"surface", u"card")
        self.resultLines = QVBoxLayout(self.result)
        self.resultLines.setSpacing(10)
        self.resultLines.setObjectName(u"resultLines")
        self.resultLines.setContentsMargins(20, 16, 20, 18)
        self.title = QLabel(self.result)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"kind", u"h2")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.resultLines.addWidget(self.title)

        self.facts = QLabel(self.result)
        self.facts.setObjectName(u"facts")
        self.facts.setProperty(u"kind", u"body")
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)

        self.resultLines.addWidget(self.facts)

        self.next = QLabel(self.result)
        self.next.setObjectName(u"next")
        self.next.setProperty(u"kind", u"body2")
        self.next.setWordWrap(True)
        self.next.setTextFormat(Qt.TextFormat.PlainText)

        self.resultLines.addWidget(self.next)

        self.acts = QHBoxLayout()
        self.acts.setSpacing(8)
        self.acts.setObjectName(u"acts")
        self.acts.setContentsMargins(0, 0, 0, 0)
        self.another = Button(self.result)
        self.another.setObjectName(u"another")
        self.another.setProperty(u"iconName", u"upload")

        self.acts.addWidget(self.another)

        self.undo = Button(self.result)
        self.undo.setObjectName(u"undo")
        self.undo.setProperty(u"kind", u"quiet")
        self.undo.setProperty(u"iconName", u"undo-2")

        self.acts.addWidget(self.undo)

        self.room8 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.acts.addItem(self.room8)


        self.resultLines.addLayout(self.acts)


        self.whole.addWidget(self.result)

        self.room9 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.room9)


        self.retranslateUi(ImportDone)

        QMetaObject.connectSlotsByName(ImportDone)
    # setupUi

    def retranslateUi(self, ImportDone: QWidget) -> None:
#if QT_CONFIG(accessibility)
        ImportDone.setAccessibleName(QCoreApplication.translate("ImportDone", u"Klart", None))
#endif // QT_CONFIG(accessibility)
        self.title.setText("")
        self.facts.setText("")
        self.next.setText("")
        self.another.setText(QCoreApplication.translate("ImportDone", u"L\u00e4s in en fil till", None))
        self.undo.setText(QCoreApplication.translate("ImportDone", u"\u00c5ngra inl\u00e4sningen", None))
    # retranslateUi

