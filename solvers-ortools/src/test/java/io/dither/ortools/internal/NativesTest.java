package io.dither.ortools.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import org.junit.jupiter.api.Test;

class NativesTest {
    @Test
    void aMissingLibraryIsOneClearLine() {
        Runnable broken = () -> {
            throw new UnsatisfiedLinkError("no jniortools in java.library.path\nsecond line");
        };
        OracleException failure = assertThrows(OracleException.class, () -> Natives.runLoader(broken));
        String message = String.valueOf(failure.getMessage());
        assertEquals(OracleException.Code.NATIVE_MISSING, failure.code());
        assertTrue(message.contains("no jniortools") && message.contains("Maybe"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void loadingTwiceIsFine() {
        Natives.load();
        Natives.load();
    }
}
