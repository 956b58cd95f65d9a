# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'cases.ui'
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

class Ui_Cases(object):
    def setupUi(self, Cases: QWidget) -> None:
        if not Cases.objectName():
            Cases.setObjectName(u"Cases")
        self.column = QVBoxLayout(Cases)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.bar = FilterBar(Cases)
        self.bar.setObjectName(u"bar")

        self.column.addWidget(self.bar)

        self.table = Table(Cases)
        self.table.setObjectName(u"table")

        self.column.addWidget(self.table)

        self.nothing = EmptyState(Cases)
        self.nothing.setObjectName(u"nothing")

        self.column.addWidget(self.nothing)


        self.retranslateUi(Cases)

        QMetaObject.connectSlotsByName(Cases)
    # setupUi

    def retranslateUi(self, Cases: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Cases", u"\u00c4renden", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

