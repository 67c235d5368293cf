package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathSizeTest {
    /** Two of three paths share 3 of 4 km: 1/4 + 3/4 / 2. */
    @Test
    void pathSizeIsTheShareOfLengthByUsers() {
        double[] logarithms = PathSize.logarithms(List.of(
                Map.of("bridge", 3.0, "north", 1.0), Map.of("bridge", 3.0, "south", 1.0), Map.of("ferry", 2.0)));
        assertArrayEquals(new double[] {Math.log(0.625), Math.log(0.625), 0}, logarithms, 1e-15);
        List<Map<String, Double>> empty = List.of(Map.of());
        assertThrows(InvalidArgumentException.class, () -> PathSize.logarithms(empty));
        List<Map<String, Double>> negative = List.of(Map.of("a", -1.0));
        assertThrows(InvalidArgumentException.class, () -> PathSize.logarithms(negative));
    }
}
