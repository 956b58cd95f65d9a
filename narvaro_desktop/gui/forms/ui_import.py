# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import.ui'
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
from PySide6.QtWidgets import (QApplication, QSizePolicy, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.progress_card import ProgressCard

class Ui_Import(object):
    def setupUi(self, Import: QWidget) -> None:
        if not Import.objectName():
            Import.setObjectName(u"Import")
        self.whole = QVBoxLayout(Import)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.bar = MessageBar(Import)
        self.bar.setObjectName(u"bar")

        self.whole.addWidget(self.bar)

        self.progress = ProgressCard(Import)
        self.progress.setObjectName(u"progress")

        self.whole.addWidget(self.progress)

        self.place = QVBoxLayout()
        self.place.setSpacing(0)
        self.place.setObjectName(u"place")
        self.place.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.place)

        self.whole.setStretch(2, 1)

        self.retranslateUi(Import)

        QMetaObject.connectSlotsByName(Import)
    # setupUi

    def retranslateUi(self, Import: QWidget) -> None:
#if QT_CONFIG(accessibility)
        Import.setAccessibleName(QCoreApplication.translate("Import", u"L\u00e4s in fr\u00e5nvaro", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi

