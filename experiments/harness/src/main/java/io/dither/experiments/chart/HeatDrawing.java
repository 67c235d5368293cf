package io.dither.experiments.chart;

import io.dither.experiments.chart.Mark.Cell;
import java.util.List;

/** Draws a heat map: a cell for each row and column, coloured by its style, with the legend below. Lengths are in pixels. */
final class HeatDrawing implements Svg.Drawing {
    /** The width of a cell. */
    private static final int CELL = 80;
    /** The height of a row, and of the legend. */
    private static final int ROW = 36;
    /** The height of the names of columns, above the cells. */
    private static final int HEAD = 30;
    /** The width of a colour of the legend. */
    private static final int SWATCH = 62;

    private final Chart chart;
    private final List<Cell> cells;
    private final List<Cell> legend;
    private final List<String> rows;
    private final List<String> columns;
    /** The width of the names of rows, to the left of the cells. */
    private final int left;

    HeatDrawing(Chart chart) {
        this.chart = chart;
        cells = chart.marksOf(Cell.class).stream()
                .filter(cell -> !cell.row().isEmpty())
                .toList();
        legend = chart.marksOf(Cell.class).stream()
                .filter(cell -> cell.row().isEmpty())
                .toList();
        rows = cells.stream().map(Cell::row).distinct().toList();
        columns = cells.stream().map(Cell::column).distinct().toList();
        left = RowDrawing.widthOfNames(rows.stream());
    }

    @Override
    public int width() {
        return Math.max(left + CELL * columns.size(), SWATCH * legend.size());
    }

    @Override
    public int height() {
        return bottom() + (legend.isEmpty() ? 34 : 86); // the label of the columns takes 34, a legend 52 more
    }

    private int bottom() {
        return HEAD + ROW * rows.size();
    }

    @Override
    public String data() {
        return "";
    }

    @Override
    public void draw(Pen pen) {
        for (int i = 0; i < columns.size(); i++) {
            pen.text(columns.get(i), left + CELL * (i + 0.5), HEAD - 10.0, "middle label");
        }
        for (int i = 0; i < rows.size(); i++) {
            // a baseline 4.5 below the middle centres the letters of a line
            RowDrawing.drawName(pen, rows.get(i), HEAD + ROW * i + ROW / 2.0 + 4.5);
        }
        for (Cell cell : cells) {
            draw(pen, cell, left + CELL * columns.indexOf(cell.column()), HEAD + ROW * rows.indexOf(cell.row()), CELL);
        }
        pen.text(chart.x().label(), left + CELL * columns.size() / 2.0, bottom() + 22.0, "middle label");
        for (int i = 0; i < legend.size(); i++) {
            draw(pen, legend.get(i), SWATCH * i, bottom() + 44, SWATCH);
        }
    }

    private static void draw(Pen pen, Cell cell, double x, double y, int width) {
        pen.html().open("g");
        if (!cell.hover().isEmpty()) {
            pen.html().element("title", cell.hover());
        }
        int innerWidth = width - 3; // leaves a gap to the next cell
        pen.path(
                "cell " + cell.style(),
                "M" + Pen.number(x + 1.5) + " " + Pen.number(y + 1.5) + "h" + innerWidth + "v" + (ROW - 3) + "h"
                        + -innerWidth + "z");
        int lines = cell.texts().size();
        for (int i = 0; i < lines; i++) {
            // two lines of text are 14 apart, 7 above and below the middle
            double baseline = y + ROW / 2.0 + 4.5 + (lines == 1 ? 0 : 14 * i - 7);
            pen.text(cell.texts().get(i), x + width / 2.0, baseline, "middle value");
        }
        pen.html().close("g");
    }
}
