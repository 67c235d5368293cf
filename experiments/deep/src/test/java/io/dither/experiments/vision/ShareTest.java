package io.dither.experiments.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.experiments.chart.Chart;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void aShareAndItsIntervalStayWithinAllAndNone() {
        Share all = Share.of(Math.nextUp(1.0), 60);
        assertEquals("100.00 % +- 0.00", all.toString());
        Chart plot = Share.of(0.99, 60).addTo(Chart.rows("shares", "%"), "most");
        String data = Share.of(0.01, 60).addTo(plot, "few").marks().toString();
        assertFalse(data.contains("101.") || data.contains("-1."), data);
    }
}
