package io.dither.experiments.learning;

import io.dither.experiments.chart.Axis;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.Outcome;
import io.dither.learn.model.Features;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** What effects add to costs: how large they are, the largest, and where they lie on a map if that is known. */
final class EffectSection {
    private static final int ROWS = 12;

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Street(double[] line, double effect) {}

    private final LearningReport figures;
    private final Map<String, Double> effects;
    private final double size;
    private final Html html;

    EffectSection(LearningReport figures, Html html) {
        this.figures = figures;
        this.html = html;
        effects = figures.fitted.effects();
        double[] seen = effects.values().stream()
                .mapToDouble(one -> one)
                .filter(one -> one != 0)
                .toArray();
        double squares = 0;
        for (double one : seen) {
            squares += one * one;
        }
        size = Math.sqrt(squares / Math.max(1, seen.length));
        html.element("h2", "What the features do not explain here");
        html.element(
                "p",
                seen.length + " of " + effects.size() + " groups were seen and have effects, in the units of costs, of "
                        + Numbers.text(size) + " (root mean square).");
    }

    void write() {
        map();
        List<List<String>> rows = effects.entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .sorted(Comparator.comparing(one -> -Math.abs(one.getValue())))
                .limit(ROWS)
                .map(one -> List.of(one.getKey(), Numbers.text(one.getValue(), size / 100)))
                .toList();
        Tables.write(html, "", List.of("group", "shrunken effect"), rows, column -> column.equals("shrunken effect"));
        html.note("The largest " + rows.size() + ". Effects are shrunken to 0 by a ridge of "
                + Numbers.text(figures.fitted.settings().effectsRidge())
                + " and have no intervals. Weights beside them have some only from more fits, by errors = jackknife or bootstrap, each"
                + " with effects of its own: of the weights that this ridge leads to on these groups.");
    }

    private void map() {
        RoadMap roads = figures.map;
        if (roads == null || figures.diagnosis == null) {
            return;
        }
        Outcome any = figures.diagnosis.outcomes().get(0);
        Features features = any.observation().features();
        List<Street> streets = new ArrayList<>();
        for (int coordinate = 0; coordinate < any.predicted().dimension(); coordinate++) {
            double[] line = roads.line(coordinate);
            if (line != null) {
                streets.add(new Street(line, effects.getOrDefault(features.group(coordinate), 0.0)));
            }
        }
        if (streets.isEmpty()) {
            return;
        }
        streets.sort(Comparator.comparing(street -> -Math.abs(street.effect())));
        List<Street> drawn = streets.subList(0, Math.min(PathMap.MOST_STREETS, streets.size()));
        DoubleSummaryStatistics across = new DoubleSummaryStatistics();
        DoubleSummaryStatistics upwards = new DoubleSummaryStatistics();
        for (Street street : drawn) {
            across.accept(street.line()[0]);
            across.accept(street.line()[2]);
            upwards.accept(street.line()[1]);
            upwards.accept(street.line()[3]);
        }
        html.open("p", "class", "legend");
        Chart.key(html, "c1", "more by at least the root mean square");
        Chart.key(html, "c0", "less by at least that");
        html.close("p");
        double half = PathMap.half(across, upwards);
        Axis x = PathMap.around(across, half);
        Axis y = PathMap.around(upwards, half);
        Chart.map("what the features do not explain here", x, y)
                .with(List.of(
                        PathMap.strokes("street", lines(drawn, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                        PathMap.strokes("c1", lines(drawn, size, Double.POSITIVE_INFINITY)),
                        PathMap.strokes("c0", lines(drawn, Double.NEGATIVE_INFINITY, -size))))
                .write(html);
    }

    private static List<double[]> lines(List<Street> streets, double least, double most) {
        return streets.stream()
                .filter(street -> street.effect() >= least && street.effect() <= most)
                .map(Street::line)
                .toList();
    }
}
