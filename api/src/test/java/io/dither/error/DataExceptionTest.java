package io.dither.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataExceptionTest {
    @Test
    void theSameProblemIsShownOnce() {
        DataException first = new DataException("h.csv", 5, "column 'w' is empty");
        DataException other = new DataException("h.csv", 6, "column 'w' is empty");
        DataException all = DataException.of(
                List.of(
                        first.problems().get(0),
                        first.problems().get(0),
                        other.problems().get(0)),
                first);
        assertEquals(List.of("h.csv:5: column 'w' is empty", "h.csv:6: column 'w' is empty"), all.lines());
    }

    /** An address that was taken for a path loses a slash, and its user and password. */
    @ParameterizedTest
    @CsvSource({
        "http://ann:se@c/ret@host/model, http:/host/model",
        "s3://key:secret@bucket/m, s3:/bucket/m",
        "ann@home/model, ann@home/model",
        "C:/ann@home, C:/ann@home"
    })
    void addressesAreNamedWithoutPasswords(String place, String shown) {
        DataException failure = DataException.of(Path.of(place), "the file does not exist", null);
        assertEquals(shown + ": the file does not exist", failure.getMessage());
        assertEquals(shown, failure.problems().get(0).source());
    }
}
