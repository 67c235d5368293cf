package io.dither.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.trees.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a tree of XGBoost's JSON model format. Its array of thresholds has the value of the leaf at each leaf. */
final class TreeReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TREES = "/learner/gradient_booster/model/trees";

    private TreeReader() {}

    /** Reads the tree of a model that has exactly one tree. */
    static Tree readSingle(byte[] model) {
        try {
            JsonNode trees = JSON.readTree(model).at(TREES);
            if (trees.size() != 1) {
                throw new IllegalStateException(trees.size() + " trees, not one. Maybe XGBoost's format has changed");
            }
            return tree(trees.get(0));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("XGBoost's model is not JSON. Maybe its format has changed", unreadable);
        }
    }

    private static Tree tree(JsonNode json) {
        int[] left = numbers(json, "left_children");
        float[] thresholds = new float[left.length];
        double[] values = new double[left.length];
        double[] gains = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            thresholds[i] = json.path("split_conditions").path(i).floatValue();
            boolean isLeaf = left[i] == Tree.NONE;
            values[i] = isLeaf ? thresholds[i] : 0;
            gains[i] = isLeaf ? 0 : json.path("loss_changes").path(i).floatValue();
        }
        return new Tree(
                left, numbers(json, "right_children"), numbers(json, "split_indices"), thresholds, values, gains);
    }

    private static int[] numbers(JsonNode json, String field) {
        JsonNode array = json.path(field);
        int[] numbers = new int[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).intValue();
        }
        return numbers;
    }
}
