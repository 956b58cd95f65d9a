# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'case.ui'
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
from PySide6.QtWidgets import (QApplication, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from narvaro_desktop.gui.pages.case.case_figures import CaseFigures
from narvaro_desktop.gui.pages.case.case_notices import CaseNotices
from narvaro_desktop.gui.pages.case.case_stair import StairCard
class Ui_Case(object):
    def setupUi(self, Case: QWidget) -> None:
        if not Case.objectName():
            Case.setObjectName(u"Case")
        Case.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(Case)
        self.down.setSpacing(16)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(0, 0, 0, 0)
        self.notices = CaseNotices(Case)
        self.notices.setObjectName(u"notices")

        self.down.addWidget(self.notices)

        self.stair = StairCard(Case)
        self.stair.setObjectName(u"stair")

        self.down.addWidget(self.stair)

        self.figures = CaseFigures(Case)
        self.figures.setObjectName(u"figures")

        self.down.addWidget(self.figures)

        self.columns = QVBoxLayout()
        self.columns.setObjectName(u"columns")

        self.down.addLayout(self.columns)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.down.addItem(self.rest)

        self.down.setStretch(4, 1)

        self.retranslateUi(Case)

        QMetaObject.connectSlotsByName(Case)
    # setupUi

    def retranslateUi(self, Case: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.notices.setAccessibleName(QCoreApplication.translate("Case", u"Att veta om \u00e4rendet", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.figures.setAccessibleName(QCoreApplication.translate("Case", u"Fr\u00e5nvaro i siffror", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

