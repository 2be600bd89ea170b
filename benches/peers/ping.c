/* The peer of a loop of sr1(IP()/ICMP()): a question, its answer, the next question.
   usage: ping DESTINATION COUNT; prints nanoseconds per question. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static unsigned short checksum(const void *data, int length) {
    const unsigned short *words = data;
    unsigned sum = 0;
    for (int i = 0; i < length / 2; i++) sum += words[i];
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return ~sum;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    int sock = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (sock < 0) { perror("socket"); return 1; }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(argv[1])};
    long count = atol(argv[2]);
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long i = 0; i < count; i++) {
        struct icmphdr echo = {.type = ICMP_ECHO};
        echo.un.echo.id = htons(77);
        echo.un.echo.sequence = htons(i);
        echo.checksum = checksum(&echo, sizeof echo);
        sendto(sock, &echo, sizeof echo, 0, (struct sockaddr *)&to, sizeof to);
        for (;;) {
            unsigned char answer[2048];
            if (recv(sock, answer, sizeof answer, 0) < 28) continue;
            struct icmphdr *icmp = (struct icmphdr *)(answer + (answer[0] & 15) * 4);
            if (icmp->type == ICMP_ECHOREPLY && icmp->un.echo.sequence == htons(i)) break;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.1f\n", ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / count);
    return 0;
}
