package io.dither.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import org.junit.jupiter.api.Test;

class NativesTest {
    @Test
    void aMissingLibraryIsOneClearLine() {
        OracleException failure = assertThrows(
                OracleException.class,
                () -> Natives.call(() -> {
                    throw new ExceptionInInitializerError(
                            new UnsatisfiedLinkError("libgomp.so.1: cannot open shared object file\nsecond line"));
                }));
        String message = String.valueOf(failure.getMessage());
        assertEquals(OracleException.Code.NATIVE_MISSING, failure.code());
        assertTrue(message.contains("libgomp.so.1: cannot open") && message.contains("Maybe"), message);
        assertEquals(1, message.lines().count());
    }
}
