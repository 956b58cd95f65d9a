# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'investigations.ui'
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
class Ui_Investigations(object):
    def setupUi(self, Investigations: QWidget) -> None:
        if not Investigations.objectName():
            Investigations.setObjectName(u"Investigations")
        Investigations.setProperty(u"surface", u"clear")
        self.down = QVBoxLayout(Investigations)
        self.down.setSpacing(12)
        self.down.setObjectName(u"down")
        self.down.setContentsMargins(0, 0, 0, 0)
        self.bar = FilterBar(Investigations)
        self.bar.setObjectName(u"bar")

        self.down.addWidget(self.bar)

        self.table = Table(Investigations)
        self.table.setObjectName(u"table")

        self.down.addWidget(self.table)

        self.nothing = EmptyState(Investigations)
        self.nothing.setObjectName(u"nothing")

        self.down.addWidget(self.nothing)


        self.retranslateUi(Investigations)

        QMetaObject.connectSlotsByName(Investigations)
    # setupUi

    def retranslateUi(self, Investigations: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Investigations", u"Kartl\u00e4ggningar", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

