# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'team.ui'
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

class Ui_Team(object):
    def setupUi(self, Team: QWidget) -> None:
        if not Team.objectName():
            Team.setObjectName(u"Team")
        Team.setProperty(u"surface", u"clear")
        self.whole = QVBoxLayout(Team)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.peopleCard = QFrame(Team)
        self.peopleCard.setObjectName(u"peopleCard")
        self.peopleCard.setProperty(u"surface", u"card")
        self.peopleCardColumn = QVBoxLayout(self.peopleCard)
        self.peopleCardColumn.setSpacing(14)
        self.peopleCardColumn.setObjectName(u"peopleCardColumn")
        self.peopleCardColumn.setContentsMargins(20, 16, 20, 18)
        self.peopleCardTitle = QLabel(self.peopleCard)
        self.peopleCardTitle.setObjectName(u"peopleCardTitle")
        self.peopleCardTitle.setProperty(u"kind", u"h2")
        self.peopleCardTitle.setWordWrap(True)
        self.peopleCardTitle.setTextFormat(Qt.TextFormat.PlainText)

        self.peopleCardColumn.addWidget(self.peopleCardTitle)

        self.people = QVBoxLayout()
        self.people.setSpacing(12)
        self.people.setObjectName(u"people")
        self.people.setContentsMargins(0, 0, 0, 0)

        self.peopleCardColumn.addLayout(self.people)


        self.whole.addWidget(self.peopleCard)

        self.note = QLabel(Team)
        self.note.setObjectName(u"note")
        self.note.setProperty(u"kind", u"caption")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)

        self.whole.addWidget(self.note)

        self.spacerItem = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.whole.addItem(self.spacerItem)


        self.retranslateUi(Team)

        QMetaObject.connectSlotsByName(Team)
    # setupUi

    def retranslateUi(self, Team: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.peopleCard.setAccessibleName(QCoreApplication.translate("Team", u"De som kan l\u00e5sa upp valvet", None))
#endif // QT_CONFIG(accessibility)
        self.peopleCardTitle.setText(QCoreApplication.translate("Team", u"De som kan l\u00e5sa upp valvet", None))
        self.note.setText(QCoreApplication.translate("Team", u"Var och en skriver sin egen l\u00f6senfras, och ingen annan kan l\u00e4sa den. Den som sk\u00f6ter teamet kan ge en ny.", None))
        pass
    # retranslateUi

