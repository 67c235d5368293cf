package io.dither.experiments.learning;

import io.dither.experiments.learning.SavedPage.Section;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GrownModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Writes the body of the page of a fitted model. */
final class LearningPage {
    /** The CSS class of parts that are left out if the page is printed on paper. */
    static final String MORE = "more";

    private final LearningReport report;
    private final Html html = new Html();

    LearningPage(LearningReport report) {
        this.report = report;
    }

    /**
     * Returns the sections in their order. {@code fit}, {@code worth} (what each weight is worth, and warnings about the fit) and {@code weights}
     * need no diagnosis, so {@link LearningReport#renew} can replace them.
     */
    List<Section> sections() {
        VerdictSection verdict = new VerdictSection(report, html);
        List<Section> sections = new ArrayList<>();
        sections.add(section("fit", () -> html.element("p", summary(), "class", "lead")));
        sections.add(section("decisions", () -> {
            verdict.writeDecisions();
            if (!report.evaluatedFit().equals(report.fitted)) {
                writeWarning("In the fit on the training part: ", report.evaluatedFit());
            }
        }));
        sections.add(section("worth", () -> {
            verdict.writeWeights();
            writeWarning("", report.fitted);
        }));
        boolean areTrees = report.fitted.weights().isEmpty();
        sections.add(section(areTrees ? "features" : "weights", areTrees ? this::writeImportance : this::writeWeights));
        sections.add(section("more", this::writeDetails));
        return sections;
    }

    /** Runs {@code content}, which writes a section into the HTML, and returns this section. */
    private Section section(String name, Runnable content) {
        int start = html.toString().length();
        content.run();
        return new Section(name, html.toString().substring(start));
    }

    private void writeDetails() {
        if (report.likelihood != null) {
            writeLikelihood(report.likelihood);
        }
        report.addedSections.forEach(section -> section.accept(html));
        if (report.persons != null) {
            report.personsSection.accept(html);
        }
        if (!report.fitted.effects().isEmpty()) {
            new EffectSection(report, html).write();
        }
        new DecisionSections(report, html).write();
        html.open("div", "class", MORE);
        List<Outcome> heldOut = report.diagnosis == null ? List.of() : report.diagnosis.outcomes();
        ResultsAddition.all(report.fitted, Optional.ofNullable(report.persons), heldOut)
                .forEach(section -> section.page().accept(html));
        if (report.mixing != null) {
            html.element("h2", "Do chains mix?").element("p", sentence(report.mixing.toString()));
            html.note(
                    "Chains with as many steps as in the fit, at its weights, half of them started from decisions, without burn-in."
                            + " With an R-hat above 1.05 they still depend on their start; intervals need at least 30 effective draws."
                            + " Persistent chains (start=persistent) may be shorter.");
        }
        new LearningCurve(report.fitted, report.evaluatedFit()).write(html);
        if (!report.provenance.isEmpty()) {
            html.element("h2", "How it was made");
            Tables.writePairs(html, "", report.provenance);
        }
        html.close("div");
    }

    private String summary() {
        Fitted fitted = report.fitted;
        StringJoiner words = new StringJoiner(" \u00b7 ");
        words.add(fitted.examples() + " examples").add(size(fitted));
        words.add(fitted.status().toString());
        if (Double.isFinite(fitted.loss()) && report.likelihood == null) {
            words.add("mean training loss (up to a constant) " + Numbers.text(fitted.loss()));
        }
        words.add(lossAndNoise(fitted));
        String epsilon = "epsilon = " + Numbers.text(fitted.epsilon(), fitted.epsilonError());
        double error = fitted.epsilonError();
        if (error > 0) {
            Double truth = report.truth.get(LearningReport.EPSILON);
            String truthText = truth == null ? "" : "; true value " + Numbers.text(truth, error);
            epsilon += " (learnt, " + Numbers.text(fitted.epsilonWeight().low(), error) + " to "
                    + Numbers.text(fitted.epsilonWeight().high(), error) + truthText + ")";
        }
        words.add(epsilon);
        return words.toString();
    }

    /**
     * Returns the noise. The Fenchel-Young loss and moments use this noise; for other fits, also returns the loss, or the likelihood if persons
     * differ.
     */
    private String lossAndNoise(Fitted fitted) {
        String noise = "noise " + fitted.noise().text();
        if (fitted.settings().usesNoise()) {
            return noise;
        }
        return report.persons != null
                ? "likelihood of persons with different tastes, " + noise
                : "loss " + fitted.settings().loss() + ", decisions under " + noise;
    }

    private void writeLikelihood(LogLikelihood likelihood) {
        html.element("h2", "How well does it fit?").open("dl", "class", "figures");
        likelihood
                .byName()
                .forEach((name, value) -> html.open("div")
                        .element("dt", name)
                        .element("dd", Numbers.fixed(value, name.contains("rho") ? 4 : 2))
                        .close("div"));
        html.close("dl");
        html.note(
                "For the decisions that the model was fitted to. Under the null model all alternatives are equally probable"
                        + (Double.isNaN(likelihood.constants())
                                ? "."
                                : "; constants alone give each its observed share.")
                        + " Rho squared = 1 - log likelihood / null log likelihood. Lower AIC and BIC are better."
                        + (likelihood.isScaled()
                                ? " Importance weights are scaled to add up to the effective sample size (Kish)."
                                : ""));
    }

    private static String size(Fitted fitted) {
        CostModel model = fitted.model();
        return model.as(GrownModel.class)
                .map(grown -> grown.sizeText() + " of " + grown.features().size() + " features")
                .orElseGet(() -> model.names().size() + " weights");
    }

    /** Writes the warning about a fit, if there is one: a reader needs it before the numbers. */
    private void writeWarning(String prefix, Fitted fitted) {
        String warning = switch (fitted.status()) {
            case CONVERGED -> "";
            case STOPPED ->
                fitted.weights().isEmpty() // the model is made of trees
                        ? "More trees would lower the loss further."
                        : "The search stopped before it converged: do not trust these weights and their intervals.";
            case UNIDENTIFIED ->
                "The decisions do not identify all weights: some can change without any effect on the decisions.";
            case NO_ROOT -> "No weights make the moments 0: do not use these weights.";
        };
        if (warning.isEmpty() && fitted.message().isEmpty()) {
            return;
        }
        String text = prefix.isEmpty() || warning.isEmpty()
                ? prefix + warning
                : prefix + warning.substring(0, 1).toLowerCase(Locale.ROOT) + warning.substring(1);
        html.open("div", "class", "alert").element("p", text.strip());
        if (!fitted.message().isEmpty()) {
            html.element("p", sentence(fitted.message()));
        }
        html.close("div");
    }

    static String sentence(String message) {
        String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + end;
    }

    private void writeImportance() {
        html.element("h2", "Features");
        ImportancePlot plot = new ImportancePlot(report.importance);
        plot.chart().write(html);
        String sentence = plot.hasRises()
                ? "Points show how much the mean loss of held-out examples rises if the feature is shuffled among their rows,"
                        + " for the fit on the training part, with 95 % intervals over examples for this one shuffle. A feature that"
                        + " others can replace, or that few trees use, may be shuffled at no loss. "
                : "Without held-out examples that have a loss, the effect of shuffling a feature is unknown. ";
        html.note(sentence + "Gain is the share of a feature in the reduction of the training loss by all splits.");
    }

    private void writeWeights() {
        html.element("h2", "Weights");
        ForestPlot plot = new ForestPlot(report.fitted, report.truth);
        String objective = report.isScore() ? "the score" : "the cost";
        plot.chart(report.unit().isEmpty() ? objective : report.unit()).write(html);
        List<String> notes = new ArrayList<>();
        if (plot.hasIntervals()) {
            notes.add("Bars are 95 % intervals; if a bar crosses 0, the sign of the weight is uncertain.");
        }
        if (plot.hasTruth()) {
            notes.add("Vertical marks are the weights by which the decisions were simulated.");
        } else if (plot.hasIntervals()) {
            notes.add("p is the probability of an estimate at least this far from 0 if the weight were 0.");
        }
        if (plot.isScaled()) {
            notes.add(
                    "Features have different units, so each weight is drawn times the size of its feature in the data;"
                            + " the numbers beside it are in raw units.");
        }
        if (!plot.withoutInterval().isEmpty()) {
            notes.add("Open circles have no interval: " + plot.withoutInterval() + ".");
        }
        if (plot.omitted() > 0) {
            notes.add("The " + ForestPlot.MOST_WEIGHTS + " clearest are drawn; " + plot.omitted()
                    + " more are in the model.");
        }
        html.note(String.join(" ", notes));
        html.open("div", "class", MORE);
        new WeightDetails(html).write(report.fitted);
        html.close("div");
    }
}
