# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'plans.ui'
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
from PySide6.QtWidgets import (QApplication, QHeaderView, QSizePolicy, QVBoxLayout,
    QWidget)

from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.table_view import Table
class Ui_Plans(object):
    def setupUi(self, Plans: QWidget) -> None:
        if not Plans.objectName():
            Plans.setObjectName(u"Plans")
        Plans.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(Plans)
        self.down.setSpacing(12)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(0, 0, 0, 0)
        self.bar = FilterBar(Plans)
        self.bar.setObjectName(u"bar")

        self.down.addWidget(self.bar)

        self.table = Table(Plans)
        self.table.setObjectName(u"table")

        self.down.addWidget(self.table)

        self.nothing = EmptyState(Plans)
        self.nothing.setObjectName(u"nothing")

        self.down.addWidget(self.nothing)


        self.retranslateUi(Plans)

        QMetaObject.connectSlotsByName(Plans)
    # setupUi

    def retranslateUi(self, Plans: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Plans", u"Uppf\u00f6ljningar", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

