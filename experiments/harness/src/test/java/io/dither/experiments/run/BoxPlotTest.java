package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxPlotTest {
    @TempDir
    private Path folder;

    @Test
    void drawsDotsIntervalsBoxesAndArrows() throws IOException {
        BoxPlot plot = new BoxPlot("Regrets of A & B", "regret (%)")
                .row("A", 5, 4, 6, 7, 3, 5)
                .row("B", 6, 5, 7)
                .row("far", 50, 40, 60)
                .row("no interval", 4, Double.NaN, Double.NaN);
        plot.save(folder.resolve("regret"));
        String svg = Files.readString(folder.resolve("regret.svg"));
        assertEquals("Regrets of A & B", plot.title());
        assertTrue(svg.contains("Regrets of A &amp; B") && svg.contains(">5.00 (4.00 to 6.00)<"), svg);
        assertTrue(svg.contains(">4.00<"), "a number without an interval stands alone");
        assertEquals(3, count(svg, "<circle"), "those within the chart");
        assertEquals(1, count(svg, "<path"), "the arrow of the far row");
        assertEquals(2, count(svg, "<rect"), "the background and one box");
        assertFalse(svg.contains("NaN"), svg);
        // quartiles 4 and 6 of 3, 5, 7 on an axis of 13.2 from 210 to 760
        assertTrue(svg.contains("<rect x=\"376.7\"") && svg.contains("width=\"83.3\""), svg);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
