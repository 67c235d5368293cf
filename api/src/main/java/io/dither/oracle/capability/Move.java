package io.dither.oracle.capability;

import java.util.Arrays;

/**
 * A reusable buffer for a move of a {@link Walk} from its point y: the coordinates that change, with their changes. A
 * coordinate may occur several times; its changes add up. Not thread-safe; after the first few moves it allocates
 * nothing.
 */
public final class Move {
    private int[] coordinates = new int[8];
    private double[] changes = new double[8];
    private int size;

    /** Creates a move that changes nothing. */
    public Move() {}

    /** Makes this a move that changes nothing. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a change.
     *
     * @param coordinate from 0 to d - 1
     * @param change the change of the coordinate
     */
    public void add(int coordinate, double change) {
        if (size == coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * size);
            changes = Arrays.copyOf(changes, 2 * size);
        }
        coordinates[size] = coordinate;
        changes[size++] = change;
    }

    /** {@return the number of changes} */
    public int size() {
        return size;
    }

    /**
     * {@return the coordinate of a change}
     *
     * @param k the index of the change, in the order of {@link #add}, from 0 to size() - 1
     */
    public int coordinate(int k) {
        return coordinates[k];
    }

    /**
     * {@return the amount by which a change moves its coordinate}
     *
     * @param k the index of the change, in the order of {@link #add}, from 0 to size() - 1
     */
    public double change(int k) {
        return changes[k];
    }

    /**
     * {@return the change of &lt;vector, y&gt;}
     *
     * @param vector length d; read only
     */
    public double dot(double[] vector) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += vector[coordinates[k]] * changes[k];
        }
        return sum;
    }

    /**
     * Adds the changes to a point.
     *
     * @param y length d; changed
     */
    public void addTo(double[] y) {
        for (int k = 0; k < size; k++) {
            y[coordinates[k]] += changes[k];
        }
    }
}
