# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'students.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QHeaderView, QLabel,
    QSizePolicy, QVBoxLayout, QWidget)

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.table_view import Table

class Ui_Students(object):
    def setupUi(self, Students: QWidget) -> None:
        if not Students.objectName():
            Students.setObjectName(u"Students")
        self.column = QVBoxLayout(Students)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.bar = FilterBar(Students)
        self.bar.setObjectName(u"bar")

        self.column.addWidget(self.bar)

        self.table = Table(Students)
        self.table.setObjectName(u"table")

        self.column.addWidget(self.table)

        self.nothing = EmptyState(Students)
        self.nothing.setObjectName(u"nothing")

        self.column.addWidget(self.nothing)

        self.hiddenLine = QHBoxLayout()
        self.hiddenLine.setSpacing(8)
        self.hiddenLine.setObjectName(u"hiddenLine")
        self.hiddenLine.setContentsMargins(0, 0, 0, 0)
        self.hidden = QLabel(Students)
        self.hidden.setObjectName(u"hidden")
        self.hidden.setProperty(u"kind", u"caption2")
        self.hidden.setWordWrap(True)
        self.hidden.setTextFormat(Qt.TextFormat.PlainText)

        self.hiddenLine.addWidget(self.hidden)

        self.showHidden = Button(Students)
        self.showHidden.setObjectName(u"showHidden")
        self.showHidden.setProperty(u"kind", u"link")

        self.hiddenLine.addWidget(self.showHidden)

        self.hiddenLine.setStretch(0, 1)

        self.column.addLayout(self.hiddenLine)


        self.retranslateUi(Students)

        QMetaObject.connectSlotsByName(Students)
    # setupUi

    def retranslateUi(self, Students: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Students", u"Elever", None))
#endif // QT_CONFIG(accessibility)
        self.hidden.setText("")
        self.showHidden.setText(QCoreApplication.translate("Students", u"Visa", None))
        pass
    # retranslateUi

