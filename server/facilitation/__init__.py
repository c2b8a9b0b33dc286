"""The facilitator's moves: the course of a workshop, its rounds, and the table of verbs."""

from server.facilitation.course import Released as Released
from server.facilitation.course import Stand as Stand
from server.facilitation.course import ahead as ahead
from server.facilitation.course import behind as behind
from server.facilitation.course import skipped as skipped
from server.facilitation.moves import MOVES as MOVES
from server.facilitation.moves import Moved as Moved
from server.facilitation.moves import move as move
from server.facilitation.rounds import seal as seal
