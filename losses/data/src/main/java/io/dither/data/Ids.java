package io.dither.data;

import java.util.Arrays;

/** Numbers names from 0 in the order of their first appearance. */
final class Ids {
    /** 2^32 divided by the golden ratio: multiplication by this number spreads similar hashes over the table. */
    private static final int SPREAD = 0x9E3779B9;

    private String[] names = new String[16];
    private int size;
    /** A hash table with open addressing: the number of a name plus 1; 0 for an empty slot. */
    private int[] slots = new int[64];
    /** The hash of the name in each slot, so that other names are seldom read. */
    private int[] hashes = new int[64];

    int size() {
        return size;
    }

    String name(int number) {
        return names[number];
    }

    /** Returns the names in the order of their numbers, and ends the numbering. */
    String[] allNames() {
        names = Arrays.copyOf(names, size);
        slots = new int[0];
        hashes = new int[0];
        return names;
    }

    /** Returns whether a cell has the last name: lines of an example mostly follow each other. */
    boolean isLast(Row row, String column) {
        return size > 0 && !names[size - 1].isEmpty() && row.holds(column, names[size - 1]);
    }

    /** Returns the number of a name; a new name gets the next number. */
    int number(String name) {
        if (size > 0 && names[size - 1].equals(name)) {
            return size - 1;
        }
        int hash = name.hashCode() * SPREAD;
        int slot = slot(hash, name);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size + (size >> 1));
        }
        names[size++] = name;
        slots[slot] = size;
        hashes[slot] = hash;
        if (2 * size > slots.length) {
            enlarge();
        }
        return size - 1;
    }

    private void enlarge() {
        int[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new int[2 * oldSlots.length];
        hashes = new int[slots.length];
        for (int oldSlot = 0; oldSlot < oldSlots.length; oldSlot++) {
            if (oldSlots[oldSlot] > 0) {
                int slot = slot(oldHashes[oldSlot], names[oldSlots[oldSlot] - 1]);
                slots[slot] = oldSlots[oldSlot];
                hashes[slot] = oldHashes[oldSlot];
            }
        }
    }

    /** Returns the slot of a name, or the empty slot for it. */
    private int slot(int hash, String name) {
        int slot = hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
        while (slots[slot] > 0 && (hashes[slot] != hash || !names[slots[slot] - 1].equals(name))) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
