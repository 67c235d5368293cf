package io.dither.people.tastes;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import io.dither.learn.model.Weight;
import java.util.List;

/** Writes the classes as a table of text. */
final class ClassTable {
    private ClassTable() {}

    static String of(FittedClasses fitted) {
        List<String> names = fitted.commonFit().model().names();
        int width = names.stream().mapToInt(String::length).reduce(10, Math::max);
        List<FittedClasses.LatentClass> classes = fitted.classes();
        StringBuilder text = new StringBuilder(format("%-" + width + "s", "weight"));
        for (int c = 1; c <= classes.size(); c++) {
            text.append(format(" %10s %10s", "class " + c, "std. error"));
        }
        text.append(format(" %10s %10s %10s", "mean", "std. error", "wrong sign"));
        for (int k = 0; k < names.size(); k++) {
            text.append(format("\n%-" + width + "s", names.get(k)));
            for (FittedClasses.LatentClass latent : classes) {
                text.append(cells(latent.weights().get(k)));
            }
            text.append(cells(fitted.typical().get(k))); // the mean over classes
            text.append(format(" %8.1f %%", 100 * fitted.wrongSign().get(k).value()));
        }
        text.append(format("\n%-" + width + "s", "share"));
        for (FittedClasses.LatentClass latent : classes) {
            text.append(format(
                    " %10s %10s",
                    number(latent.share().value()), number(latent.share().standardError())));
        }
        membership(text, fitted, width);
        text.append(format(
                "\nlog likelihood %.2f, %.2f with one class: likelihood ratio %.1f (chi-squared does not hold)\n",
                fitted.logLikelihood().value(), fitted.commonLogLikelihood(), fitted.likelihoodRatio()));
        text.append(format("BIC %.1f, %.1f with one class\n", fitted.bic(), fitted.commonBic()));
        for (FittedClasses.Candidate candidate : fitted.search().candidates()) {
            // the fit has the lowest BIC of all candidates with 2 classes or more
            text.append(format(
                    "%d class%s: log likelihood %.2f, BIC %.1f%s\n",
                    candidate.classes(),
                    candidate.classes() == 1 ? "" : "es",
                    candidate.logLikelihood(),
                    candidate.bic(),
                    candidate.classes() == classes.size() ? ", chosen" : ""));
        }
        text.append(format(
                "%d decisions of %s, %d of %d starts ended here, %s",
                fitted.commonFit().examples(),
                TasteTable.personsText(fitted),
                fitted.search().startsAtMaximum(),
                fitted.search().starts(),
                fitted.status()));
        return text.append(fitted.message().isEmpty() ? "\n" : ": " + fitted.message() + "\n")
                .toString();
    }

    private static void membership(StringBuilder text, FittedClasses fitted, int width) {
        if (fitted.covariates().isEmpty()) {
            return;
        }
        text.append("\nlogit of membership over that of class 1:");
        for (int k = 0; k <= fitted.covariates().size(); k++) {
            text.append(format(
                    "\n%-" + width + "s",
                    fitted.classes().get(0).membership().get(k).name()));
            for (FittedClasses.LatentClass latent : fitted.classes()) {
                text.append(cells(latent.membership().get(k)));
            }
        }
    }

    private static String cells(Weight weight) {
        return format(" %10s %10s", number(weight.estimate()), number(weight.standardError()));
    }
}
