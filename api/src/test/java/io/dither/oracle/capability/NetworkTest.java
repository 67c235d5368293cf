package io.dither.oracle.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static Network onTurns(int coordinate, int secondCoordinate) {
        return Network.onTurns(2, new int[] {0}, new int[] {1}, new int[] {coordinate}, new int[] {secondCoordinate});
    }

    @Test
    void coordinatesBelowMinusOneAreRefused() {
        assertEquals(-1, onTurns(3, -1).secondCoordinate(0));
        assertThrows(InvalidArgumentException.class, () -> onTurns(-2, -1));
        assertThrows(InvalidArgumentException.class, () -> onTurns(3, -2));
    }
}
