package io.dither.experiments.run;

import io.dither.storage.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The look of all charts, and how they become files. */
final class ChartFiles {
    private ChartFiles() {}

    /** Writes a chart. */
    static void write(Chart<?, ?> chart, Path stem) {
        try (AtomicFile png = AtomicFile.of(stem.resolveSibling(stem.getFileName() + ".png"));
                AtomicFile svg = AtomicFile.of(stem.resolveSibling(stem.getFileName() + ".svg"))) {
            BitmapEncoder.saveBitmapWithDPI(chart, png.beside().toString(), BitmapFormat.PNG, 144);
            VectorGraphicsEncoder.saveVectorGraphic(chart, svg.beside().toString(), VectorGraphicsFormat.SVG);
            png.commit();
            svg.commit();
        } catch (IOException failure) {
            throw AtomicFile.unwritable(stem, failure);
        }
    }

    /** Gives charts the same look. */
    static void style(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartPadding(14);
        styler.setMarkerSize(7);
        styler.setYAxisTickMarkSpacingHint(50);
        styler.setErrorBarsColorSeriesColor(true);
    }
}
