# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'register.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHeaderView, QSizePolicy,
    QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.table_view import Table
class Ui_Register(object):
    def setupUi(self, Register: QWidget) -> None:
        if not Register.objectName():
            Register.setObjectName(u"Register")
        self.whole = QVBoxLayout(Register)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.waiting = MessageBar(Register)
        self.waiting.setObjectName(u"waiting")

        self.whole.addWidget(self.waiting)

        self.held = MessageBar(Register)
        self.held.setObjectName(u"held")

        self.whole.addWidget(self.held)

        self.missing = MessageBar(Register)
        self.missing.setObjectName(u"missing")

        self.whole.addWidget(self.missing)

        self.firstSlot = QVBoxLayout()
        self.firstSlot.setSpacing(12)
        self.firstSlot.setObjectName(u"firstSlot")
        self.firstSlot.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.firstSlot)

        self.dropSlot = QVBoxLayout()
        self.dropSlot.setSpacing(12)
        self.dropSlot.setObjectName(u"dropSlot")
        self.dropSlot.setContentsMargins(0, 0, 0, 0)

        self.whole.addLayout(self.dropSlot)

        self.list = QFrame(Register)
        self.list.setObjectName(u"list")
        self.list.setProperty(u"surface", u"card")
        self.listColumn = QVBoxLayout(self.list)
        self.listColumn.setSpacing(12)
        self.listColumn.setObjectName(u"listColumn")
        self.listColumn.setContentsMargins(20, 14, 20, 16)
        self.filter = FilterBar(self.list)
        self.filter.setObjectName(u"filter")

        self.listColumn.addWidget(self.filter)

        self.table = Table(self.list)
        self.table.setObjectName(u"table")

        self.listColumn.addWidget(self.table)

        self.nothing = EmptyState(self.list)
        self.nothing.setObjectName(u"nothing")

        self.listColumn.addWidget(self.nothing)


        self.whole.addWidget(self.list)

        self.whole.setStretch(5, 1)

        self.retranslateUi(Register)

        QMetaObject.connectSlotsByName(Register)
    # setupUi

    def retranslateUi(self, Register: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Register", u"Mottagna anm\u00e4lningar", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

