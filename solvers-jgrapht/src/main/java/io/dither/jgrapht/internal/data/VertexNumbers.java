package io.dither.jgrapht.internal.data;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of a graph's vertices in a map, which is made at the first use. Thread-safe. */
public final class VertexNumbers {
    private final FlatGraph graph;
    private @Nullable Map<Object, Integer> numbers;

    public VertexNumbers(FlatGraph graph) {
        this.graph = graph;
    }

    /** Returns the number of a vertex, or fails with a message; {@code role} is the name of its parameter. */
    public int of(String role, Object vertex) {
        int number = find(vertex);
        return number < 0 ? graph.vertexNumber(role, vertex) : number; // vertexNumber fails, with the message
    }

    /** Returns the number of a vertex; -1 if it is not in the graph. */
    public synchronized int find(Object vertex) {
        if (numbers == null) {
            numbers = new HashMap<>();
            for (Object name : graph.vertices) {
                numbers.put(name, numbers.size());
            }
        }
        return numbers.getOrDefault(vertex, -1);
    }
}
