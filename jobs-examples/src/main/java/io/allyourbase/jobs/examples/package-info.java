/** Small programs, one idea each. */
@NullMarked
package io.allyourbase.jobs.examples;

import org.jspecify.annotations.NullMarked;
