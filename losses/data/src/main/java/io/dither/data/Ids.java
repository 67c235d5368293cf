package io.dither.data;

import java.util.Arrays;

/** Numbers names, such as the ids of examples, from 0 in the order of their first appearance. */
final class Ids {
    /** 2^32 divided by the golden ratio: multiplication by this number spreads similar hashes over the table. */
    private static final int SPREAD = 0x9E3779B9;

    private String[] names = new String[16];
    private int size;
    /**
     * A hash table with open addressing. A slot has the hash of a name in its upper 32 bits, so that other names are seldom read, and the number of
     * the name plus 1 in its lower 32 bits; an empty slot is 0.
     */
    private long[] slots = new long[64];

    int size() {
        return size;
    }

    String name(int number) {
        return names[number];
    }

    /** Returns the names in the order of their numbers, and ends the numbering. */
    String[] allNames() {
        names = Arrays.copyOf(names, size);
        slots = new long[0];
        return names;
    }

    /**
     * Returns whether a cell holds the newest name. This is quick and mostly true, because the lines of an example
     * mostly follow each other. Returns false for an empty cell, see {@link Row#holds}: the caller then reads the cell, which throws.
     */
    boolean isNewest(Row row, String column) {
        return size > 0 && row.holds(column, names[size - 1]);
    }

    /** Returns the number of a name; a new name gets the next number. */
    int number(String name) {
        if (size > 0 && names[size - 1].equals(name)) {
            return size - 1;
        }
        int hash = name.hashCode();
        int slot = slot(hash, name);
        if (slots[slot] != 0) {
            return (int) slots[slot] - 1;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size + (size >> 1));
        }
        names[size++] = name;
        slots[slot] = ((long) hash << Integer.SIZE) | size;
        if (2 * size > slots.length) {
            enlarge();
        }
        return size - 1;
    }

    private void enlarge() {
        long[] oldSlots = slots;
        slots = new long[2 * oldSlots.length];
        for (long old : oldSlots) {
            if (old != 0) {
                slots[slot((int) (old >>> Integer.SIZE), names[(int) old - 1])] = old;
            }
        }
    }

    /** Returns the slot of a name, or the empty slot for it. */
    private int slot(int hash, String name) {
        int spread = ((hash >>> 3) * SPREAD) >>> Integer.numberOfLeadingZeros(slots.length - 1);
        // the last 3 bits choose one of 8 slots that share a cache line: names that follow each other, such as a1 and
        // a2, mostly differ only in these bits
        int slot = (spread & -8) | (hash & 7);
        while (slots[slot] != 0
                && ((int) (slots[slot] >>> Integer.SIZE) != hash || !names[(int) slots[slot] - 1].equals(name))) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
