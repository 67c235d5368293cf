package io.dither.experiments.learning;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.text.Html;
import io.dither.learn.model.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Charts of a fit by passes over the examples: of the training and validation loss, of the gradient in standard errors (under moments, of the
 * moments), and of epsilon if it is learnt. A chart without values is left out.
 */
final class LearningCurve {
    private static final String X_LABEL = "pass over the examples";

    private final List<Fitted> fits;

    LearningCurve(Fitted fitted, Fitted ofTrainingPart) {
        fits = fitted.equals(ofTrainingPart) ? List.of(fitted) : List.of(fitted, ofTrainingPart);
    }

    void write(Html html) {
        List<Chart> charts = new ArrayList<>();
        // a fit by moments has no loss
        boolean hasNoLoss = fits.get(0).progress().stream().noneMatch(step -> Double.isFinite(step.loss()));
        add(charts, "mean training loss", Fitted.Progress::loss, false);
        add(charts, "mean validation loss", Fitted.Progress::validation, false);
        add(
                charts,
                hasNoLoss ? "largest moment, in standard errors" : "largest gradient, in standard errors",
                Fitted.Progress::gradient,
                true);
        if (fits.stream().anyMatch(Fitted::isEpsilonLearnt)) {
            add(charts, "epsilon", Fitted.Progress::epsilon, false);
        }
        if (charts.isEmpty()) {
            return;
        }
        html.element("h2", "Learning curve").open("div", "class", "grid");
        charts.forEach(chart -> chart.write(html));
        html.close("div");
        html.element(
                "p",
                (fits.get(0).weights().isEmpty() // the model is made of trees
                                ? "Each round adds a tree; the number of trees with the lowest validation loss is kept,"
                                        + " if a part is set aside for validation. The fit to all examples took "
                                : "Full batches converge when the gradient, or the moment, is small against its standard error. The fit to all examples took ")
                        + fits.get(0).evaluations() + " passes over the examples.",
                "class",
                "note");
    }

    /** Adds a chart of a value over the passes; none if no fit has two values of it. */
    private void add(List<Chart> charts, String title, ToDoubleFunction<Fitted.Progress> value, boolean isLogarithmic) {
        Chart chart = Chart.lines(title, X_LABEL, "");
        for (int i = 0; i < fits.size(); i++) {
            List<Fitted.Progress> points = fits.get(i).progress().stream()
                    .filter(step -> Double.isFinite(value.applyAsDouble(step)))
                    .filter(step -> !isLogarithmic || value.applyAsDouble(step) > 0)
                    .toList();
            if (points.size() > 1) {
                chart = chart.line(
                        fits.size() == 1 ? "" : i == 0 ? "all examples" : "training part",
                        // the number of an evaluation of the loss is the number of a pass
                        points.stream().mapToDouble(Fitted.Progress::evaluation).toArray(),
                        points.stream().mapToDouble(value).toArray());
            }
        }
        if (chart.hasLines()) {
            charts.add(isLogarithmic ? chart.logY() : chart);
        }
    }
}
