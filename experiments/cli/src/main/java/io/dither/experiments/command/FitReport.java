package io.dither.experiments.command;

import io.dither.experiments.run.TextTable;
import io.dither.fit.Fit;
import io.dither.learn.model.PlainText;
import io.dither.losses.Conjugate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of {@code dither fit}, as JSON and as text; no samples stand for the exact layer. */
record FitReport(String oracle, String noise, double epsilon, int samples, Fit fit) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("oracle", oracle);
        json.put("noise", noise);
        json.put("epsilon", epsilon);
        json.put("exact", samples == 0);
        json.put("samples", samples);
        json.put("observations", fit.observations());
        json.put("theta", fit.theta());
        json.put("standardErrors", fit.standardErrors());
        json.put("lower", fit.lower());
        json.put("upper", fit.upper());
        json.put("unidentified", fit.unidentified());
        json.put("status", fit.search().status());
        json.put("boundaryCoordinates", fit.boundaryCoordinates());
        json.put("iterations", fit.search().iterations());
        json.put("residual", fit.search().residual());
        json.put("simulationShare", fit.simulationShare());
        json.put("curvatureError", fit.curvatureError());
        return json;
    }

    String text() {
        Lines lines = new Lines(10);
        lines.add("oracle", oracle + ", dimension " + fit.theta().length);
        lines.add("noise", noise + ", epsilon " + epsilon + (samples == 0 ? ", exact" : ", " + samples + " samples"));
        lines.add("data", fit.observations() + " observations");
        lines.add("status", status());
        if (fit.isUsable()) {
            lines.add("share", share());
        }
        fit.unidentified().forEach(direction -> lines.add("no data on", direction.name()));
        return fit.isUsable() ? lines + "\n" + table() : lines.toString();
    }

    private String status() {
        Conjugate search = fit.search();
        String course = search.status() + " after " + search.iterations() + " iterations, residual "
                + Vectors.show(search.residual());
        return switch (search.status()) {
            case CONVERGED ->
                course
                        + (fit.isUsable()
                                ? ""
                                : ", but the samples do not determine the curvature there, so the standard errors are"
                                        + " unknown. Maybe use more --samples");
            case ON_BOUNDARY ->
                course + ": the mean observation lies on the boundary of the hull" + boundary()
                        + ", so theta is infinite. Maybe more observations help";
            case OUTSIDE_HULL ->
                course + ": the mean observation lies outside the hull of the solutions, so no theta explains it. Maybe"
                        + " the data are of another oracle";
            case NOT_CONVERGED -> course + ": the search stopped above the noise. Maybe use more --samples";
        };
    }

    private String boundary() {
        String coordinates = Arrays.stream(fit.boundaryCoordinates())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return coordinates.isEmpty() ? "" : " (coordinates " + coordinates + ")";
    }

    private String share() {
        String percent = PlainText.format("%.1f", 100 * fit.simulationShare());
        return percent + " % of the variance comes from the simulation"
                + (fit.simulationShare() > 0.5 ? ". Maybe use more --samples" : "");
    }

    private String table() {
        TextTable table = new TextTable("coordinate", "theta", "standard error", "95 % from", "to");
        for (int i = 0; i < fit.theta().length; i++) {
            table.row(
                    i,
                    Vectors.show(fit.theta()[i]),
                    Vectors.show(fit.standardErrors()[i]),
                    Vectors.show(fit.lower()[i]),
                    Vectors.show(fit.upper()[i]));
        }
        return table.toString();
    }
}
