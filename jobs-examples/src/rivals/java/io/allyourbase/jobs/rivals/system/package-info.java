/** The job systems that run on the JVM, each in a process of its own that takes orders as lines. */
@NullMarked
package io.allyourbase.jobs.rivals.system;

import org.jspecify.annotations.NullMarked;
