package io.dither.learn.internal.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Provided;
import io.dither.perturbed.Guard;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Digests of the inputs of a fit. Fits with the same provenance give exactly the same numbers on the same machine and Java, if solvers
 * repeat their answers.
 *
 * @param parts the digests and the version of the program; the keys are readable names
 */
public record Provenance(Map<String, String> parts) {
    /**
     * Computes the provenance of a fit.
     *
     * @param digests the {@linkplain io.dither.learn.evaluate.Evaluator#digests digests} of the examples
     */
    public static Provenance of(Fit fit, CostModel model, List<byte[]> digests) {
        FitSettings settings = fit.settings().threads(1).guard(Guard.SAMPLE); // threads and guard do not change the fit
        String version = Provenance.class.getPackage().getImplementationVersion();
        Map<String, String> parts = new LinkedHashMap<>();
        // false: the examples without their oracles; true: the oracles
        parts.put("examples", Digests.sumInHex(digests, false));
        parts.put("oracles", Digests.sumInHex(digests, true));
        parts.putAll(fit.inputs());
        parts.put(
                "settings",
                Digests.of(settings, fit.loss(), fit.noise(), fit.start().parameters()));
        parts.put("cost model", Digests.of(model.names(), content(model)));
        parts.put("version", version == null ? "(unpackaged)" : version);
        return new Provenance(parts);
    }

    /** Returns the SHA-256 of all inputs of a fit to these examples. */
    public static String digest(Fit fit, CostModel model, List<Observation> observations) {
        return of(fit, model, List.of(Digests.ofExamples(observations))).digest();
    }

    /** Returns what identifies a model: its JSON if it can be saved, otherwise the model itself. */
    private static Object content(CostModel model) {
        try {
            return Provided.providerId(model).isEmpty() ? model : Json.MAPPER.writeValueAsString(model);
        } catch (JsonProcessingException unwritable) {
            return model; // the model can be fitted, but not saved
        }
    }

    /** Returns the SHA-256 of all parts, in hexadecimal digits. */
    public String digest() {
        return Digests.of(parts);
    }

    /**
     * Returns the total digest on the first line, and each part on a line of its own: its name, a tab and its digest.
     */
    String text() {
        StringBuilder text = new StringBuilder("fit " + digest() + "\n");
        parts.forEach(
                (name, digest) -> text.append(name).append('\t').append(digest).append('\n'));
        return text.toString();
    }

    /**
     * Returns the names of the parts that differ between two {@linkplain #text() texts} or are in only one of them.
     */
    static List<String> differences(String left, String right) {
        Map<String, String> leftParts = parts(left);
        Map<String, String> rightParts = parts(right);
        Set<String> names = new LinkedHashSet<>(leftParts.keySet());
        names.addAll(rightParts.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(leftParts.get(name), rightParts.get(name)))
                .toList();
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        text.lines().skip(1).forEach(line -> {
            int tab = line.indexOf('\t'); // -1 if a name has a line break; the name below is then empty
            parts.put(line.substring(0, Math.max(0, tab)), line.substring(tab + 1));
        });
        return parts;
    }
}
