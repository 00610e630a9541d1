"""What waits to be sent, in order, while the link is there and while it is not.

What was not delivered when the link went down waits as *replay* and goes before
any newer transaction message, in its order and with its times. Live messages that
are not durable (a status, a card) do not wait for the replay, as on real stations;
without a link they are dropped, because the next link begins by telling the status.
"""

from __future__ import annotations

from collections import deque

from controlroom.simulator.messages import Message, Sampled, Started, Stopped, TransactionMessage

ATTEMPTS = 3
"""How often a durable message that is refused with an error is sent."""


class Outbox:
    """First in, first out, but see above. Holds `capacity` durable messages."""

    def __init__(self, capacity: int = 5000) -> None:
        self._capacity = capacity
        self._live: deque[Message] = deque()
        self._replay: deque[Message] = deque()
        self._linked = False
        self._refused = 0
        self.replay_first = False
        """Nothing live is said before the replay is through."""
        self.dropped = 0
        """Meter values that memory did not suffice for, and messages that nobody accepted."""

    def __len__(self) -> int:
        return len(self._live) + len(self._replay)

    def replays(self, message: Message) -> bool:
        """Whether it is the next one of the replay."""
        return bool(self._replay) and self._replay[0] is message

    @property
    def durable(self) -> int:
        """Transaction messages that wait."""
        return len(self._replay) + sum(message.durable for message in self._live)

    def put(self, message: Message) -> None:
        """Take a message; without a link only a durable one."""
        if self._linked:
            self._live.append(message)
            self._forget(self._live)
        elif message.durable:
            self._replay.append(message)
            self._forget(self._replay)

    def _forget(self, queue: deque[Message]) -> None:
        """Where memory is full the oldest meter values go; starts and ends never do."""
        if len(queue) <= self._capacity:
            return
        for i, message in enumerate(queue):
            # The first may be under way.
            if i and isinstance(message, Sampled):
                del queue[i]
                self.dropped += 1
                return

    def link_up(self) -> None:
        """Somebody listens again."""
        self._linked = True
        self._refused = 0

    def link_down(self) -> None:
        """Keep what is durable for the replay, behind what still waits for one."""
        self._linked = False
        self._refused = 0
        for message in self._live:
            if message.durable:
                self._replay.append(message)
                self._forget(self._replay)
        self._live.clear()

    def shuffle(self) -> None:
        """Bring the replay out of order: each end before the last meter value of its charge."""
        shuffled: list[Message] = []
        for message in self._replay:
            before = shuffled[-1] if shuffled else None
            if (
                isinstance(message, Stopped)
                and isinstance(before, TransactionMessage)
                and not isinstance(before, Started)
                and before.transaction is message.transaction
            ):
                shuffled.insert(-1, message)
            else:
                shuffled.append(message)
        self._replay = deque(shuffled)

    def head(self, *, replay: bool = True) -> Message | None:
        """The message to send next; it stays until it is delivered.

        `replay`: what waits from a former link may be sent now.
        """
        waits = self.replay_first or (self._live and self._live[0].durable)
        if self._live and not (waits and self._replay):
            return self._live[0]
        return self._replay[0] if self._replay and replay else None

    def delivered(self, message: Message) -> None:
        """The message was answered: it is the central system's now."""
        self._refused = 0
        for queue in (self._live, self._replay):
            if queue and queue[0] is message:
                queue.popleft()
                return

    def refused(self, message: Message) -> None:
        """The message was answered with an error: a durable one is sent again, up to a limit."""
        self._refused += 1
        if not message.durable or self._refused >= ATTEMPTS:
            self.dropped += message.durable
            self.delivered(message)
