/** How one value looks at a terminal: its colour, its width, and nothing in it that does harm. */
@NullMarked
package io.allyourbase.jobs.cli.output.text;

import org.jspecify.annotations.NullMarked;
