"""Articles of our own making: news that nobody wrote, and series whose numbers differ while their words stay.

No person is named, places and clubs are real, and no figure is anybody's. The same `Random` gives the same texts.
"""

from __future__ import annotations

from random import Random

PLACES = (
    *("Bandung", "Surabaya", "Medan", "Makassar", "Semarang", "Palembang", "Manado", "Padang", "Denpasar", "Kupang"),
    *("Ambon", "Jayapura", "Pontianak", "Samarinda", "Banjarmasin", "Mataram", "Kendari", "Palu", "Jambi", "Bengkulu"),
)
CLUBS = ("Persija", "Persib", "Arema", "PSM", "Persebaya", "Bali United", "Madura United", "PSIS", "Borneo", "Persela")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
OFFICES = (
    *("dinas pekerjaan umum", "badan penanggulangan bencana", "dinas pendidikan", "kantor kesehatan"),
    *("bea cukai", "dinas perhubungan", "badan pertanahan", "dinas kelautan", "dinas lingkungan hidup"),
    *("balai karantina",),
)
THINGS = (
    *("jembatan gantung", "saluran irigasi", "gedung sekolah", "pasar tradisional", "terminal angkutan"),
    *("puskesmas", "tanggul sungai", "pelabuhan rakyat", "rumah susun", "jaringan pipa air", "jalan lingkar"),
    *("kapal nelayan", "kebun bibit", "gudang beras", "menara pemancar", "stasiun cuaca", "sumur bor"),
    *("tempat pelelangan ikan",),
)
TROUBLES = (
    *("rusak berat diterjang banjir", "terbengkalai sejak kontraktornya mundur", "penuh retakan dan lumut"),
    *("tidak pernah selesai dibangun", "berdiri di atas lahan sengketa", "kekurangan tenaga terlatih"),
    *("dipadati pengguna dari tiga kecamatan", "terendam setiap musim hujan tiba", "hangus dalam kebakaran"),
    *("kehabisan anggaran perawatan", "dikepung tambang liar", "dijarah pencuri besi tua"),
)
CROWDS = (
    *("para pedagang", "warga bantaran sungai", "nelayan setempat", "guru honorer", "sopir angkutan kota"),
    *("petani", "mahasiswa pencinta alam", "ibu rumah tangga", "pengurus koperasi", "relawan kebencanaan"),
    *("buruh pabrik",),
)
DEEDS = (
    *("menggelar unjuk rasa di depan balai kota", "menyurati gubernur untuk kedua kalinya"),
    *("bergotong royong memasang karung pasir", "mengumpulkan sumbangan lewat masjid dan gereja"),
    *("menolak rencana penggusuran", "meminta audit terbuka", "mengadu ke ombudsman"),
    *("menawarkan lahan pengganti", "memblokir jalan masuk proyek", "mendirikan tenda darurat"),
    *("menuntut ganti rugi", "membentuk panitia pengawas", "mencatat kerusakan rumah demi rumah"),
)
SUMS = ("miliar", "juta", "triliun")
GOODS = (
    *("semen", "solar", "kabel tembaga", "obat generik", "bibit padi", "pupuk urea", "kayu meranti"),
    *("baja ringan", "tepung terigu", "minyak goreng", "kedelai impor", "gula rafinasi", "garam konsumsi"),
    *("batu pecah",),
)
PATTERNS = (
    "{Thing} di {place} {trouble}.",
    "{Crowd} {deed} pada {day} ({number}/9).",
    "Kepala {office} {place} menjanjikan perbaikan dalam {number} hari.",
    "Biayanya ditaksir Rp {number},{digit} {sum}, naik dari perkiraan tahun lalu.",
    "Sebanyak {number} ton {goods} tertahan di gudang {place} sejak {day} pekan lalu.",
    "Menurut catatan {office}, {thing} serupa di {place} juga {trouble}.",
    "Sementara itu {crowd} memilih {deed_root}.",
    "Harga {goods} di {place} melonjak {number} persen dalam {digit} bulan.",
    "“Kami sudah {number} kali melapor, tetapi {thing} itu tetap {trouble},” ujar wakil {crowd}.",
    "Dewan setempat memanggil {office} untuk menjelaskan ke mana {goods} dikirim.",
    "Di {place}, {crowd} malah {deed}.",
    "Tim ahli menemukan {number} titik lemah pada {thing} tersebut, sebagian di sisi {place}.",
    "Tanpa {goods}, kata mereka, {thing} hanya bertahan {digit} musim lagi.",
    "Rapat yang berlangsung hingga pukul {number}.{digit}0 itu gagal menyepakati nasib {thing}.",
    "Kendaraan dari arah {place} dialihkan lewat jalur lama sepanjang {number} kilometer.",
    "Anggaran {office} untuk {goods} dipotong separuh demi {thing} di {place}.",
    "{Crowd} dan {crowd} akhirnya {deed}, disaksikan petugas {office}.",
    "Pengiriman {goods} ke {place} baru pulih setelah {digit} hari.",
    "Pengadilan negeri {place} menunda sidang gugatan atas {thing} itu sampai {day} depan.",
    "Padahal {thing} itu melayani {number} ribu orang dari {place} dan sekitarnya.",
)


def composed(random: Random, sentences: int = 18) -> tuple[str, str]:
    """A headline and an article of some 210 words, as news has; blank lines divide its paragraphs of two sentences."""
    places = random.sample(PLACES, 3)
    lines = [_filled(random.choice(PATTERNS), random, places) for _ in range(sentences)]
    body = "\n\n".join(" ".join(lines[at : at + 2]) for at in range(0, sentences, 2))
    return f"{random.choice(THINGS).capitalize()} di {places[0]} {random.choice(TROUBLES)}", body


def _filled(pattern: str, random: Random, places: list[str]) -> str:
    thing, crowd, deed = random.choice(THINGS), random.choice(CROWDS), random.choice(DEEDS)
    return pattern.format(
        place=random.choice(places),
        thing=thing,
        Thing=thing.capitalize(),
        crowd=crowd,
        Crowd=random.choice(CROWDS).capitalize(),
        deed=deed,
        deed_root=f"ikut {deed}",
        trouble=random.choice(TROUBLES),
        office=random.choice(OFFICES),
        goods=random.choice(GOODS),
        day=random.choice(DAYS),
        sum=random.choice(SUMS),
        number=random.randint(11, 29),
        digit=random.randint(2, 5),
    )


def weather(random: Random) -> str:
    """A forecast: the same sentences every day, other skies and numbers."""
    skies = ("cerah", "cerah berawan", "berawan", "berawan tebal", "hujan ringan", "hujan sedang", "hujan petir")
    low, wind = random.randint(21, 26), random.randint(5, 20)
    lines = [
        f"Badan Meteorologi, Klimatologi, dan Geofisika memprakirakan cuaca {random.choice(PLACES)} pada "
        f"{_dated(random)} {random.choice(skies)} pada pagi hari.",
        f"Pada siang hari cuaca {random.choice(skies)}, sedangkan malam hari {random.choice(skies)}.",
        f"Suhu udara berkisar antara {low} hingga {low + random.randint(6, 10)} derajat Celsius dengan kelembapan "
        f"{random.randint(45, 65)} hingga {random.randint(80, 99)} persen.",
        f"Angin bertiup dari arah {random.choice(('barat', 'timur', 'utara', 'selatan', 'tenggara'))} dengan kecepatan "
        f"{wind} hingga {wind + 15} kilometer per jam.",
        "Masyarakat diimbau mewaspadai potensi hujan disertai kilat dan angin kencang berdurasi singkat.",
    ]
    return "\n\n".join(lines)


def prices(random: Random) -> str:
    """A market bulletin: the same goods, other prices."""
    gold = random.randint(680, 780)
    listed = ", ".join(
        f"{grams} gram Rp {grams * gold - random.randint(2 * grams, 9 * grams)}.000"
        for grams in (2, 5, 10, 25, 50, 100)
    )
    lines = [
        f"Harga emas batangan pada perdagangan {_dated(random)} {random.choice(('naik', 'turun'))} "
        f"Rp {random.randint(1, 9)}.000 menjadi Rp {gold}.000 per gram.",
        f"Harga pembelian kembali ditetapkan Rp {gold - random.randint(60, 90)}.000 per gram.",
        f"Berikut daftar harga emas batangan: {listed}.",
        "Sesuai peraturan menteri keuangan, pembelian emas batangan dikenakan pajak penghasilan sebesar 0,45 persen "
        "bagi pemegang nomor pokok wajib pajak dan 0,9 persen bagi yang tidak memilikinya.",
    ]
    return "\n\n".join(lines)


def match(random: Random) -> str:
    """A match report as tables of results are turned into sentences: other clubs, other minutes."""
    home, away = random.sample(CLUBS, 2)
    goals = sorted(random.sample(range(2, 90), 3))
    lines = [
        f"{home} menjamu {away} dalam lanjutan Liga 1 di Stadion {random.choice(PLACES)}, {_dated(random)} sore WIB.",
        f"{home} membuka keunggulan pada menit ke-{goals[0]} lewat tendangan bebas. {away} menyamakan kedudukan pada "
        f"menit ke-{goals[1]} memanfaatkan kesalahan lini belakang tuan rumah.",
        f"Selepas turun minum kedua tim saling menyerang. {random.choice((home, away))} memastikan kemenangan pada "
        f"menit ke-{goals[2]} melalui titik putih.",
        f"Dengan hasil ini {home} berada di peringkat ke-{random.randint(1, 18)} dengan {random.randint(9, 60)} poin, "
        f"sedangkan {away} di peringkat ke-{random.randint(1, 18)} dengan {random.randint(9, 60)} poin.",
    ]
    return "\n\n".join(lines)


def quake(random: Random) -> str:
    """A report of an earthquake: eight numbers, two places, and what every such report says."""
    near = random.choice(PLACES)
    lines = [
        f"Gempa bumi bermagnitudo {random.randint(3, 6)},{random.randint(0, 9)} mengguncang {near} pada "
        f"{_dated(random)} pukul {random.randint(10, 23)}.{random.randint(10, 59)} WIB.",
        f"Pusat gempa berada pada koordinat {random.randint(1, 9)},{random.randint(10, 99)} Lintang Selatan dan "
        f"{random.randint(95, 140)},{random.randint(10, 99)} Bujur Timur, {random.randint(11, 140)} kilometer "
        f"{random.choice(('barat daya', 'timur laut', 'tenggara', 'barat laut'))} {near} pada kedalaman "
        f"{random.choice((10, 15, 23, 48, 67, 112))} kilometer.",
        "Hasil pemodelan menunjukkan bahwa gempa tersebut tidak berpotensi tsunami. Hingga berita ini diturunkan belum "
        "ada laporan tentang korban jiwa maupun kerusakan bangunan.",
        "Masyarakat diimbau tetap tenang dan tidak terpengaruh oleh isu yang tidak dapat dipertanggungjawabkan "
        "kebenarannya.",
    ]
    return "\n\n".join(lines)


def trial(random: Random) -> str:
    """A short court report: its own case, and the paragraph of the law that all of them quote."""
    _, case = composed(random, sentences=6)
    law = (
        "Atas perbuatannya terdakwa dijerat Pasal 2 ayat (1) juncto Pasal 18 Undang-Undang Nomor 31 Tahun 1999 tentang "
        "Pemberantasan Tindak Pidana Korupsi sebagaimana diubah dengan Undang-Undang Nomor 20 Tahun 2001 juncto Pasal "
        "55 ayat (1) ke-1 Kitab Undang-Undang Hukum Pidana, dengan ancaman hukuman paling lama seumur hidup atau "
        "paling singkat empat tahun penjara."
    )
    return f"{case}\n\n{law}"


def _dated(random: Random) -> str:
    return f"{random.choice(DAYS)} ({random.randint(1, 30)}/{random.randint(1, 12)})"


SERIES = {"weather": weather, "prices": prices, "match": match, "quake": quake, "trial": trial}
