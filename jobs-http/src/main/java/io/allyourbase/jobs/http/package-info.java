@NullMarked
package io.allyourbase.jobs.http;

import org.jspecify.annotations.NullMarked;
