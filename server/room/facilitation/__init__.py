"""The facilitator's moves: the course of a workshop, its rounds, and the table of verbs."""

from server.room.facilitation.asking import ask as ask
from server.room.facilitation.asking import reword as reword
from server.room.facilitation.asking import take_out as take_out
from server.room.facilitation.clocks import GRACE_SECONDS as GRACE_SECONDS
from server.room.facilitation.course import Reached as Reached
from server.room.facilitation.course import Released as Released
from server.room.facilitation.course import Stand as Stand
from server.room.facilitation.course import ahead as ahead
from server.room.facilitation.course import behind as behind
from server.room.facilitation.course import is_on as is_on
from server.room.facilitation.course import skipped as skipped
from server.room.facilitation.making import Moved as Moved
from server.room.facilitation.moves import MOVES as MOVES
from server.room.facilitation.moves import move as move
from server.room.facilitation.moves import reached as reached
from server.room.facilitation.offers import Offer as Offer
from server.room.facilitation.offers import offers as offers
from server.room.facilitation.rounds import Sealed as Sealed
from server.room.facilitation.rounds import seal as seal
